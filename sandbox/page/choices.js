import { el } from './el.js';
import { textOf } from './texts.js';

let groups = 0;

/** Radio buttons or checkboxes for Block Kit options. `read()` gives one value, or a list of them. */
export function choices(type, options, value, element, surface) {
  const labelled = options.map((option) => [
    option.value,
    [
      el('span', {}, textOf(option.text, surface.reader)),
      option.description && el('small', {}, textOf(option.description, surface.reader)),
    ],
  ]);
  return group(type, labelled, value, element, surface);
}

/** Checkboxes for anything that has an id and a name. */
export function manyChoices(pairs, value, element, surface) {
  return group('checkbox', pairs, value, element, surface);
}

function group(type, labelled, value, { action_id: action }, { scope }) {
  groups += 1;
  const name = `choices-${groups}`;
  const chosen = [value].flat();
  const boxes = labelled.map(([own]) => {
    const key = `${scope}/${action}/${own}`;
    const box = el('input', { type, name, value: own, 'data-key': key, 'data-action': action });
    box.checked = chosen.includes(own);
    return box;
  });
  const node = el(
    'div',
    { class: 'choices', role: type === 'radio' ? 'radiogroup' : 'group' },
    labelled.map(([, label], index) => el('label', { class: 'choice' }, boxes[index], el('span', {}, label))),
  );
  const read = () => {
    const values = boxes.filter((box) => box.checked).map((box) => box.value);
    return type === 'radio' ? (values[0] ?? null) : values;
  };
  return { node, named: undefined, read };
}
