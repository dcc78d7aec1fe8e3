import { confirmed } from './confirm.js';
import { el } from './el.js';
import { fieldFor } from './fields.js';
import { drawMenu } from './menu.js';

/**
 * Draws one interactive element of a block. What a person does with it is told to the app at once.
 * https://docs.slack.dev/reference/block-kit/block-elements
 */
export function drawElement(block, element, surface) {
  if (element.type === 'button') return button(element, surface);
  if (element.type === 'overflow') return drawMenu(element, surface, press);
  const field = fieldFor(element, surface.form?.valueOf(block, element), surface);
  if (field === undefined)
    return el('span', { class: 'unsupported' }, surface.reader.words.unsupported(element.type));
  surface.form?.register(block, element, field.read);
  field.node.addEventListener('change', () => void press(field.node, element, field.read(), surface));
  return field.node;
}

/** Tells the app of a press, after a confirmation if the element wants one; until the answer a second press is ignored. */
export async function press(node, element, value, surface) {
  if (node.getAttribute('aria-busy') === 'true') return;
  if (!(await confirmed(element.confirm, surface.reader))) return;
  node.setAttribute('aria-busy', 'true');
  await surface.act(element, value);
  node.removeAttribute('aria-busy');
}

function button(element, surface) {
  const { text, style, url, value, action_id: action, accessibility_label: label } = element;
  const look = style === undefined ? '' : ` button-${style}`;
  const properties = {
    class: `button${look}`,
    'data-key': `${surface.scope}/${action}/${value ?? ''}`,
    'data-action': action,
    'aria-label': label,
    onclick: ({ currentTarget }) => void press(currentTarget, element, value, surface),
  };
  if (!/^https?:\/\//i.test(url ?? '')) return el('button', { type: 'button', ...properties }, text.text);
  return el('a', { href: url, target: '_blank', rel: 'noopener noreferrer', ...properties }, text.text);
}
