import { el } from './el.js';
import { textOf } from './texts.js';

/** An overflow menu. `press` tells the app which option was chosen. Escape and a click elsewhere close it. */
export function drawMenu(element, surface, press) {
  const { reader, scope } = surface;
  const summary = el(
    'summary',
    {
      class: 'button button-icon',
      'aria-label': reader.words.moreActions,
      'data-key': `${scope}/${element.action_id}`,
      'data-action': element.action_id,
    },
    '⋯',
  );
  const choose = (option) => {
    menu.open = false;
    summary.focus();
    void press(summary, element, option.value, surface);
  };
  const options = element.options.map((option) =>
    el('button', { type: 'button', 'data-value': option.value, onclick: () => choose(option) }, [
      textOf(option.text, reader),
      option.description && el('small', {}, textOf(option.description, reader)),
    ]),
  );
  const menu = el('details', { class: 'menu' }, summary, el('div', { class: 'menu-list' }, options));

  const closeOutside = ({ target }) => {
    if (!menu.contains(target)) menu.open = false;
  };
  menu.addEventListener('toggle', () => {
    const change = menu.open ? 'addEventListener' : 'removeEventListener';
    document[change]('pointerdown', closeOutside);
    document[change]('focusin', closeOutside);
  });
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !menu.open) return;
    event.preventDefault();
    menu.open = false;
    summary.focus();
  });
  return menu;
}
