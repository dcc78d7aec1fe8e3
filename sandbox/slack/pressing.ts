import { asObject, type JsonObject } from '../../src/core/json.ts';
import { entered, isStateful, optionWith } from './element-values.ts';
import { optionsOf } from './options.ts';
import { DoorError } from './refusal.ts';
import type { SlackMessage } from './types.ts';
import { elementsOf, type PlacedElement } from './validate-blocks.ts';
import type { StoredMessage } from './workspace.ts';

/** Every pressable element that a message shows now. */
export function elementsNow(message: SlackMessage): readonly PlacedElement[] {
  const attached = (message.attachments ?? []).flatMap(({ blocks }) => elementsOf(blocks));
  return [...elementsOf(message.blocks), ...attached];
}

/**
 * Every element that a message showed before it was last changed. Somebody whose screen has not caught up can still
 * press those, which is how two people come to press the same button.
 */
export function elementsBefore({ earlier }: StoredMessage): readonly PlacedElement[] {
  return earlier.flatMap((blocks) => elementsOf(blocks));
}

/**
 * The element with an action_id, and of several the one that carries the value. Undefined if none has the action_id.
 * Throws a DoorError that lists the values there are, if it is the value that does not fit.
 */
export function pick(
  elements: readonly PlacedElement[],
  actionId: string,
  value: unknown,
): PlacedElement | undefined {
  const named = elements.filter(({ element }) => element.action_id === actionId);
  const [first] = named;
  if (first === undefined || value === undefined) return first;
  const fitting = named.find(({ element }) => carries(element, value));
  if (fitting !== undefined) return fitting;
  const values = named.flatMap(({ element }) => valuesOf(element)).join(', ');
  throw new DoorError(`"${actionId}" does not carry the value "${String(value)}". Use one of: ${values}.`);
}

/** The entry of `actions` for a press, as block_actions payloads have it. */
export function actionOf({ block, element }: PlacedElement, value: unknown, actionTs: string): JsonObject {
  const { action_id, type, text, style } = element;
  const common = { action_id, block_id: block.block_id, type, action_ts: actionTs };
  if (isStateful(element)) {
    const { placeholder } = element;
    return { ...common, ...entered(element, value), ...(placeholder !== undefined && { placeholder }) };
  }
  if (type === 'overflow')
    return { ...common, selected_option: optionWith(element, value ?? soleValue(element)) };
  const own = type === 'feedback_buttons' ? value : element.value;
  return {
    ...common,
    ...(text !== undefined && { text }),
    ...(own !== undefined && { value: own }),
    ...(style !== undefined && { style }),
  };
}

function carries(element: JsonObject, value: unknown): boolean {
  const values = valuesOf(element);
  // Inputs and people pickers carry whatever is entered; the value is checked when it is.
  if (isStateful(element) && values.length === 0) return true;
  const wanted = Array.isArray(value) ? value : [asObject(value)?.value ?? value];
  return wanted.every((one) => values.includes(one));
}

function valuesOf(element: JsonObject): readonly unknown[] {
  if (element.type === 'feedback_buttons')
    return [element.positive_button, element.negative_button].map((button) => asObject(button)?.value);
  const options = optionsOf(element).map((option) => asObject(option)?.value);
  return element.value === undefined ? options : [element.value, ...options];
}

function soleValue(element: JsonObject): unknown {
  const values = valuesOf(element);
  if (values.length === 1) return values[0];
  throw new DoorError(
    `Say which option of "${String(element.action_id)}" by its value: ${values.join(', ')}.`,
  );
}
