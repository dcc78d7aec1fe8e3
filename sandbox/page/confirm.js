import { el } from './el.js';
import { textOf } from './texts.js';

/** Asks what a `confirm` object asks. Resolves to whether the person agreed; at once if there is nothing to ask. */
export function confirmed(question, reader) {
  if (question === undefined) return Promise.resolve(true);
  const { title, text, confirm, deny, style } = question;
  const answer = (value, words, look) => el('button', { value, class: `button ${look}` }, words);
  const dialog = el(
    'dialog',
    { class: 'dialog dialog-small', 'aria-labelledby': 'confirm-title' },
    el('form', { method: 'dialog' }, [
      el('h2', { id: 'confirm-title', class: 'dialog-title' }, title?.text ?? 'Are you sure?'),
      el('div', { class: 'dialog-body' }, textOf(text, reader)),
      el('div', { class: 'dialog-foot' }, [
        answer('no', deny?.text ?? reader.words.cancel, ''),
        answer('yes', confirm?.text ?? 'OK', style === 'danger' ? 'button-danger' : 'button-primary'),
      ]),
    ]),
  );
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
  });
}
