import { close, pressInView, submit } from './acts.js';
import { drawBlocks } from './blocks.js';
import { el, fill } from './el.js';
import { createForm } from './form.js';

/** The modal on top of a person's. A `<dialog>` keeps the keyboard inside and hears Escape. */
export function createModal(dialog) {
  let forms = new Map();
  let shown;
  let state;

  const draw = (view, reader) => {
    const form = forms.get(view.id) ?? createForm();
    forms.set(view.id, form);
    form.begin(view);
    const surface = { reader, form, scope: view.id, act: (...press) => pressInView(view, ...press) };
    const send = async (event) => {
      event.preventDefault();
      const errors = form.missing(reader.words.required);
      if (Object.keys(errors).length > 0) {
        draw({ ...view, errors }, reader);
        return toFirstError(dialog);
      }
      dialog.setAttribute('aria-busy', 'true');
      await submit(view, form.values());
      dialog.removeAttribute('aria-busy');
    };
    fill(dialog, [
      el('form', { novalidate: true, onsubmit: (event) => void send(event) }, [
        head(view, reader),
        el('div', { class: 'trouble', role: 'alert', 'data-trouble': '', hidden: true }),
        el(
          'div',
          { class: 'dialog-body', tabindex: '-1', 'data-key': 'body' },
          drawBlocks(view.blocks, surface),
        ),
        foot(view, reader),
      ]),
    ]);
  };

  dialog.addEventListener('cancel', (event) => {
    // The sandbox decides: it may refuse, and the app may want to know.
    event.preventDefault();
    void close(shown);
  });

  return {
    /** Shows the last of the views, or nothing. */
    draw(views, reader) {
      forms = new Map([...forms].filter(([id]) => views.some((view) => view.id === id)));
      shown = views.at(-1);
      const next = shown && JSON.stringify([shown.id, shown.hash, shown.errors, reader.user]);
      if (next === state) return;
      state = next;
      if (shown === undefined) return dialog.close();
      draw(shown, reader);
      if (!dialog.open) dialog.showModal();
      toFirstError(dialog);
    },
  };
}

/** The keyboard goes where something must be put right. */
function toFirstError(dialog) {
  dialog.querySelector('[aria-invalid="true"]')?.focus();
}

function head(view, { words }) {
  const properties = {
    type: 'button',
    class: 'button button-icon',
    'aria-label': words.close,
    'data-key': 'close',
  };
  return el('header', { class: 'dialog-head' }, [
    el('img', { class: 'avatar avatar-small', src: 'icon.svg', alt: '' }),
    el('h2', { class: 'dialog-title', id: 'modal-title' }, view.title?.text),
    el('button', { ...properties, onclick: () => void close(view) }, '✕'),
  ]);
}

function foot(view, { words }) {
  const label = view.close?.text ?? (view.submit ? words.cancel : words.close);
  return el('footer', { class: 'dialog-foot' }, [
    el(
      'button',
      { type: 'button', class: 'button', 'data-key': 'cancel', onclick: () => void close(view) },
      label,
    ),
    view.submit &&
      el(
        'button',
        { type: 'submit', class: 'button button-primary', 'data-key': 'submit' },
        view.submit.text,
      ),
  ]);
}
