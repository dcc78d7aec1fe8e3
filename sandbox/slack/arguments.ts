import type { JsonObject } from '../../src/core/json.ts';
import { invalidArgument, SlackRefusal } from './refusal.ts';

/** A method's arguments, from a form (all strings), a query or a JSON body. Empty strings count as absent, as in Slack. */
export function textArgument(args: JsonObject, name: string): string | undefined {
  const value = args[name];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  throw invalidArgument('must provide a string', name);
}

/** A string that must be there; else `invalid_arguments`. */
export function requiredText(args: JsonObject, name: string): string {
  const value = textArgument(args, name);
  if (value === undefined) throw invalidArgument(`missing required field: ${name}`, name);
  return value;
}

/** A boolean: JSON's, or a form's `true`/`false`/`1`/`0`. */
export function flagArgument(args: JsonObject, name: string): boolean | undefined {
  const value = args[name];
  if (typeof value === 'boolean') return value;
  const word = textArgument(args, name)?.toLowerCase();
  if (word === undefined) return undefined;
  if (word === 'true' || word === '1') return true;
  if (word === 'false' || word === '0') return false;
  throw invalidArgument('must provide a boolean', name);
}

/** A whole number between two bounds; `code` is Slack's error when it is not. */
export function numberArgument(
  args: JsonObject,
  name: string,
  bounds: { readonly min: number; readonly max: number; readonly code: string },
): number | undefined {
  const text = textArgument(args, name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isInteger(value) || value < bounds.min || value > bounds.max)
    throw new SlackRefusal(bounds.code);
  return value;
}

/** A structure: as such in a JSON body, as a string of JSON in a form. `code` is Slack's error for broken JSON. */
export function jsonArgument(args: JsonObject, name: string, code: string): unknown {
  const value = args[name];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    throw new SlackRefusal(code);
  }
}

/** A message timestamp such as `1700000000.000100`; `code` is Slack's error for anything else. */
export function tsArgument(args: JsonObject, name: string, code: string): string | undefined {
  const ts = textArgument(args, name);
  if (ts !== undefined && !/^\d{1,12}(\.\d{1,6})?$/.test(ts)) throw new SlackRefusal(code);
  return ts;
}
