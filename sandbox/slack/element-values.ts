import { asObject, type JsonObject } from '../../src/core/json.ts';
import { optionsOf } from './options.ts';
import { DoorError } from './refusal.ts';
import type { StateValues } from './types.ts';
import { elementsOf } from './validate-blocks.ts';

/** Under which name each element's value stands in `state.values`: https://docs.slack.dev/reference/interaction-payloads */
const valueNames: Readonly<Record<string, string>> = {
  plain_text_input: 'value',
  email_text_input: 'value',
  url_text_input: 'value',
  number_input: 'value',
  rich_text_input: 'rich_text_value',
  static_select: 'selected_option',
  external_select: 'selected_option',
  radio_buttons: 'selected_option',
  checkboxes: 'selected_options',
  multi_static_select: 'selected_options',
  multi_external_select: 'selected_options',
  users_select: 'selected_user',
  multi_users_select: 'selected_users',
  channels_select: 'selected_channel',
  multi_channels_select: 'selected_channels',
  conversations_select: 'selected_conversation',
  multi_conversations_select: 'selected_conversations',
  datepicker: 'selected_date',
  timepicker: 'selected_time',
  datetimepicker: 'selected_date_time',
};

/** True for elements whose value is kept in the state: inputs and choices, not buttons and overflow menus. */
export function isStateful(element: JsonObject): boolean {
  return Object.hasOwn(valueNames, String(element.type));
}

/** The state of fresh blocks: every stateful element with its initial value, or null (or an empty list). */
export function initialState(blocks: unknown): StateValues {
  const values: Record<string, Record<string, JsonObject>> = {};
  for (const { block, element } of elementsOf(blocks)) {
    if (!isStateful(element)) continue;
    const name = valueName(element);
    const initial = element[name === 'value' ? 'initial_value' : name.replace('selected_', 'initial_')];
    const row = values[String(block.block_id)] ?? {};
    row[String(element.action_id)] = described(element, initial ?? (name.endsWith('s') ? [] : null));
    values[String(block.block_id)] = row;
  }
  return values;
}

/** What the element's value is called and is, with its type, as in `state.values`. */
export function described(element: JsonObject, value: unknown): JsonObject {
  return { type: element.type, [valueName(element)]: value };
}

/** True if a person left it empty. */
export function isEmptyValue(element: JsonObject, state: JsonObject): boolean {
  const value = state[valueName(element)];
  return (
    value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
  );
}

/**
 * What a person put into an element, checked as Slack's client checks it before anything is sent: an option is given
 * by its value, several as a list; Slack's own state object is taken as well. Throws a DoorError that says what would be allowed.
 */
export function entered(element: JsonObject, given: unknown): JsonObject {
  const name = valueName(element);
  const input = asObject(given)?.[name] ?? given;
  if (input === null || input === undefined || input === '')
    return described(element, name.endsWith('s') ? [] : null);
  if (name === 'selected_option') return described(element, optionWith(element, input));
  if (name === 'selected_options')
    return described(
      element,
      asList(input).map((one) => optionWith(element, one)),
    );
  if (name.endsWith('s')) return described(element, asList(input).map(String));
  if (name === 'rich_text_value') return described(element, input);
  if (name === 'selected_date_time') return described(element, Number(input));
  return described(element, checkedText(element, String(input)));
}

/** The option of an element with this value. Throws a DoorError that lists the values there are. */
export function optionWith(element: JsonObject, input: unknown): JsonObject {
  const value = asObject(input)?.value ?? input;
  const options = optionsOf(element).map((option) => asObject(option) ?? {});
  const option = options.find((candidate) => candidate.value === value);
  if (option !== undefined) return option;
  const values = options.map((candidate) => String(candidate.value)).join(', ');
  throw new DoorError(
    `"${String(element.action_id)}" has no option with the value "${String(value)}". Use one of: ${values}.`,
  );
}

const formats: Readonly<Record<string, { readonly pattern: RegExp; readonly example: string }>> = {
  datepicker: { pattern: /^\d{4}-\d{2}-\d{2}$/, example: '2026-11-24' },
  timepicker: { pattern: /^([01]\d|2[0-3]):[0-5]\d$/, example: '13:05' },
  number_input: { pattern: /^-?\d+(\.\d+)?$/, example: '12' },
  email_text_input: { pattern: /^\S+@\S+\.\S+$/, example: 'kim@example.com' },
  url_text_input: { pattern: /^https?:\/\/\S+$/, example: 'https://example.com' },
};

function checkedText(element: JsonObject, text: string): string {
  const actionId = String(element.action_id);
  const format = formats[String(element.type)];
  if (format !== undefined && !format.pattern.test(text))
    throw new DoorError(`"${actionId}" does not take "${text}". It takes the form ${format.example}.`);
  const { min_length: min, max_length: max = 3_000 } = element;
  if (element.type === 'plain_text_input' && typeof max === 'number' && text.length > max)
    throw new DoorError(`"${actionId}" takes at most ${max} characters; ${text.length} were typed.`);
  if (typeof min === 'number' && text.length < min)
    throw new DoorError(`"${actionId}" takes at least ${min} characters; ${text.length} were typed.`);
  return text;
}

function valueName(element: JsonObject): string {
  const name = valueNames[String(element.type)];
  if (name !== undefined) return name;
  throw new DoorError(`A ${String(element.type)} holds no value; press it with an action instead.`);
}

function asList(input: unknown): readonly unknown[] {
  return Array.isArray(input) ? input : [input];
}
