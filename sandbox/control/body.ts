import { asObject, at, type JsonObject } from '../../src/core/json.ts';
import { ControlError } from './control-error.ts';

/** The body as an object; an absent one counts as empty. Throws a ControlError that shows what is expected. */
export function objectBody(body: unknown, expected: string): JsonObject {
  const object = body === undefined ? {} : asObject(body);
  if (object === undefined) throw new ControlError(`The body must be a JSON object: ${expected}`);
  return object;
}

/** A field that must be a non-empty text. */
export function text(body: JsonObject, name: string, expected: string): string {
  const value = at(body, name);
  if (typeof value === 'string' && value !== '') return value;
  throw new ControlError(`"${name}" is missing, or not a text. Expected: ${expected}`);
}

/** A field that may be left out, else must be a text. */
export function optionalText(body: JsonObject, name: string): string | undefined {
  const value = at(body, name);
  if (value === undefined || typeof value === 'string') return value;
  throw new ControlError(`"${name}" must be a text.`);
}

/** A field that may be left out, else must be a list of objects. */
export function optionalObjects(body: JsonObject, name: string): readonly JsonObject[] {
  const value = at(body, name) ?? [];
  if (Array.isArray(value) && value.every((entry) => asObject(entry) !== undefined)) return value;
  throw new ControlError(`"${name}" must be a list of objects.`);
}

/** Throws if the body has a field that nobody would read: a typo must not pass for success. */
export function onlyFields(body: JsonObject, known: readonly string[]): void {
  const stranger = Object.keys(body).find((name) => !known.includes(name));
  if (stranger === undefined) return;
  throw new ControlError(`"${stranger}" is not known here. Known: ${known.join(', ')}.`);
}
