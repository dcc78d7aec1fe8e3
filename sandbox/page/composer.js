import { type } from './acts.js';
import { el, fill, refill } from './el.js';
import { hintsFor } from './hints.js';
import { shortcutMenu } from './shortcuts.js';
import { clearTrouble, showTrouble } from './trouble.js';

/**
 * Where commands are typed. Its hints are a listbox: arrows choose, Tab or Enter take, Escape closes; with no hint
 * chosen the up arrow brings back what was typed before.
 */
export function createComposer(form) {
  const input = form.querySelector('input');
  const list = form.querySelector('[role=listbox]');
  const status = form.querySelector('[role=status]');
  const typed = [];
  let reader;
  let commands;
  let hints = [];
  let chosen = -1;

  const drawHints = () => {
    fill(
      list,
      hints.map((hint, index) => row(hint, index === chosen, index, () => take(index))),
    );
    list.hidden = hints.length === 0;
    input.setAttribute('aria-expanded', String(hints.length > 0));
    if (chosen < 0) input.removeAttribute('aria-activedescendant');
    else input.setAttribute('aria-activedescendant', `hint-${chosen}`);
  };
  const suggest = (open) => {
    hints = open ? hintsFor(input.value, commands, reader) : [];
    chosen = -1;
    drawHints();
  };
  const take = (index) => {
    const hint = hints[index];
    input.value = hint.text;
    input.focus();
    suggest(false);
    return hint.complete;
  };
  const send = async () => {
    const text = input.value.trim();
    if (text === '' || form.getAttribute('aria-busy') === 'true') return;
    if (!text.startsWith('/')) return showTrouble(reader.words.onlyCommands);
    if (text.split(/\s/)[0] !== '/rootguard')
      return showTrouble(`${text.split(/\s/)[0]} is not a command of this workspace. Try /rootguard help.`);
    clearTrouble();
    typed.push(text);
    input.value = '';
    suggest(false);
    form.setAttribute('aria-busy', 'true');
    status.textContent = reader.words.sending;
    const answer = await type(text);
    form.removeAttribute('aria-busy');
    status.textContent = '';
    // What failed is likely to be tried again.
    if (answer === undefined && input.value === '') input.value = text;
  };

  /** What a key does; true if that is all it does. */
  const keys = {
    ArrowDown: () => move(1),
    ArrowUp: () => (hints.length > 0 ? move(-1) : recall()),
    Tab() {
      if (chosen < 0) return false;
      take(chosen);
      return true;
    },
    Escape() {
      const wasOpen = hints.length > 0;
      suggest(false);
      return wasOpen;
    },
    Enter: () => chosen >= 0 && !take(chosen),
  };
  const move = (step) => {
    if (hints.length === 0) return false;
    chosen = (chosen + step + hints.length) % hints.length;
    drawHints();
    return true;
  };
  const recall = () => {
    if (input.value !== '' || typed.length === 0) return false;
    input.value = typed.at(-1);
    return true;
  };

  input.addEventListener('input', () => suggest(true));
  input.addEventListener('focus', () => suggest(input.value !== ''));
  input.addEventListener('blur', () => suggest(false));
  input.addEventListener('keydown', (event) => {
    if (Object.hasOwn(keys, event.key) && !event.isComposing && keys[event.key]()) event.preventDefault();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void send();
  });

  return {
    draw(world, nextReader) {
      reader = nextReader;
      commands = world.commands;
      input.placeholder = reader.words.composer;
      form.querySelector('.button-send').setAttribute('aria-label', reader.words.send);
      refill(form.querySelector('.composer-shortcuts'), [reader.shortcuts, reader.user], () =>
        shortcutMenu('global', 'composer', reader),
      );
    },
  };
}

function row({ shown, summary }, isChosen, index, take) {
  const choose = (event) => {
    // The field keeps the focus, or it would close the list under the pointer.
    event.preventDefault();
    take();
  };
  return el(
    'div',
    { role: 'option', id: `hint-${index}`, 'aria-selected': String(isChosen), onpointerdown: choose },
    el('code', {}, shown),
    el('span', {}, summary),
  );
}
