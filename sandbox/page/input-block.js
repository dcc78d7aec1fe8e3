import { el } from './el.js';
import { press } from './elements.js';
import { fieldFor } from './fields.js';
import { textOf } from './texts.js';

let fields = 0;

/** An input block of a view: label, field, hint, and the error that the app answered for it. */
export function inputBlock(block, surface) {
  const { element, label, hint, optional = false, dispatch_action: dispatches } = block;
  const { reader, form } = surface;
  const field = fieldFor(element, form?.valueOf(block, element), surface);
  if (field === undefined)
    return el('p', { class: 'block unsupported' }, reader.words.unsupported(element.type));
  form?.register(block, element, field.read);
  if (dispatches)
    field.node.addEventListener('change', () => void press(field.node, element, field.read(), surface));

  fields += 1;
  const id = `field-${fields}`;
  const error = form?.errorOf(block);
  const named = field.named ?? field.node;
  named.id = id;
  named.setAttribute('aria-describedby', `${id}-note`);
  if (error !== undefined) named.setAttribute('aria-invalid', 'true');
  const words = [
    textOf(label, reader),
    optional && el('span', { class: 'quiet' }, ` ${reader.words.optional}`),
  ];
  // A group of choices is no labelable element; it gets its name the other way round.
  if (field.named === undefined) field.node.setAttribute('aria-labelledby', `${id}-label`);
  return el('div', { class: 'block block-input' }, [
    field.named === undefined
      ? el('span', { class: 'label', id: `${id}-label` }, words)
      : el('label', { class: 'label', for: id }, words),
    field.node,
    el('div', { id: `${id}-note` }, [
      error !== undefined && el('p', { class: 'field-error' }, error),
      hint && el('p', { class: 'quiet' }, textOf(hint, reader)),
    ]),
  ]);
}
