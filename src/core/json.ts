/** Safe reading of JSON that somebody else wrote: own keys only, never a throw, never a coerced type. */

/** A JSON object of unknown content. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The value as an object, or undefined (arrays and null are not objects here). */
export function asObject(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined;
}

/** The value as a non-empty string, or undefined. */
export function asText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The own property at a path of keys, or undefined where any part is missing. `__proto__` and friends are never followed. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let current = value;
  for (const key of path) {
    const object = asObject(current);
    if (object === undefined || !Object.hasOwn(object, key)) return undefined;
    current = object[key];
  }
  return current;
}

/** The non-empty string at a path, or undefined. */
export function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  return asText(at(value, ...path));
}

/** The object at a path, or undefined. */
export function objectAt(value: unknown, ...path: readonly string[]): JsonObject | undefined {
  return asObject(at(value, ...path));
}

/** `true` for the boolean and for CloudTrail's string form `"true"`, `false` for theirs, undefined otherwise. */
export function flagAt(value: unknown, ...path: readonly string[]): boolean | undefined {
  const flag = at(value, ...path);
  if (typeof flag === 'boolean') return flag;
  if (typeof flag !== 'string') return undefined;
  const word = flag.toLowerCase();
  return word === 'true' ? true : word === 'false' ? false : undefined;
}
