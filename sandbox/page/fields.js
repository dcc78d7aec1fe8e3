import { choices, manyChoices } from './choices.js';
import { el } from './el.js';
import { initialValue } from './values.js';

/**
 * The form field for a stateful element: its node, the node that a label names, and `read()`, which returns the value
 * as the sandbox's door takes it (null when it is empty). Undefined for an element that the page cannot draw.
 */
export function fieldFor(element, current, surface) {
  const make = Object.hasOwn(makers, element.type) ? makers[element.type] : undefined;
  return make?.(element, current ?? initialValue(element), surface);
}

const makers = {
  plain_text_input: (element, value, surface) =>
    element.multiline === true
      ? textField('textarea', { rows: 4 }, element, value, surface)
      : textField('input', { type: 'text' }, element, value, surface),
  email_text_input: (...given) => textField('input', { type: 'email' }, ...given),
  url_text_input: (...given) => textField('input', { type: 'url' }, ...given),
  number_input: (...given) => textField('input', { type: 'text', inputmode: 'decimal' }, ...given),
  datepicker: (...given) => textField('input', { type: 'date' }, ...given),
  timepicker: (...given) => textField('input', { type: 'time' }, ...given),
  datetimepicker: dateAndTime,
  static_select: (element, value, surface) =>
    select(element, value, surface, grouped(element, surface.reader.words.choose)),
  users_select: (element, value, surface) =>
    select(element, value, surface, [
      emptyOption(element, surface.reader.words.choosePerson),
      ...surface.reader.users.map((user) => option(user.id, user.realName)),
    ]),
  channels_select: channelSelect,
  conversations_select: channelSelect,
  radio_buttons: (element, value, surface) => choices('radio', element.options, value, element, surface),
  checkboxes: (element, value, surface) => choices('checkbox', element.options, value, element, surface),
  multi_static_select: (element, value, surface) =>
    choices('checkbox', allOptions(element), value, element, surface),
  multi_users_select: (element, value, surface) =>
    manyChoices(
      surface.reader.users.map(({ id, realName }) => [id, realName]),
      value,
      element,
      surface,
    ),
};

function textField(tag, more, element, value, { scope }) {
  const node = el(tag, {
    class: 'field',
    ...more,
    ...keyed(element, scope),
    placeholder: element.placeholder?.text,
    minlength: element.min_length,
    maxlength: element.max_length,
  });
  node.value = value ?? '';
  return { node, named: node, read: () => (node.value === '' ? null : node.value) };
}

/** Slack counts seconds since the epoch; a browser's field holds local time. */
function dateAndTime(element, value, surface) {
  const local = (seconds) => {
    const date = new Date(seconds * 1000);
    return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
  };
  const shown = value === undefined ? '' : local(Number(value));
  const field = textField('input', { type: 'datetime-local' }, element, shown, surface);
  const read = () =>
    field.node.value === '' ? null : Math.floor(new Date(field.node.value).getTime() / 1000);
  return { ...field, read };
}

function channelSelect(element, value, surface) {
  const options = surface.reader.channels.map(({ id, name }) => option(id, `#${name}`));
  return select(element, value, surface, [emptyOption(element, surface.reader.words.choose), ...options]);
}

function select(element, value, { scope }, options) {
  const node = el('select', { class: 'field', ...keyed(element, scope) }, options);
  node.value = value ?? '';
  return { node, named: node, read: () => (node.value === '' ? null : node.value) };
}

function grouped(element, words) {
  const shown = ({ value, text }) => option(value, text.text);
  const groups = (element.option_groups ?? []).map(({ label, options }) =>
    el('optgroup', { label: label.text }, options.map(shown)),
  );
  return [emptyOption(element, words), ...(element.options ?? []).map(shown), ...groups];
}

function allOptions(element) {
  return element.options ?? element.option_groups.flatMap(({ options }) => options);
}

function emptyOption(element, words) {
  return option('', element.placeholder?.text ?? words);
}

function option(value, text) {
  return el('option', { value }, text);
}

function keyed({ action_id: action }, scope) {
  return { 'data-key': `${scope}/${action}`, 'data-action': action };
}
