import { asObject, at } from '../core/json.ts';

/**
 * Tests of stored values. The table holds what other versions of RootGuard wrote: after a rollback, what a newer one did.
 * That must be noticed where it is read, and not end in a card full of `undefined`.
 */

/** Where the value is wrong, as a path such as `.findings[0].severity`, or '' for itself; undefined if it is right. */
export type Test = (value: unknown) => string | undefined;

/** A test for every member: a member that is added to the type does not compile before it is tested. */
export type Members<T> = { readonly [K in keyof Required<T>]: Test };

export const text: Test = (value) => right(typeof value === 'string');
export const number: Test = (value) => right(typeof value === 'number' && Number.isFinite(value));
export const flag: Test = (value) => right(typeof value === 'boolean');
export const object: Test = (value) => right(asObject(value) !== undefined);

/** Right if absent, too. */
export function optional(test: Test): Test {
  return (value) => (value === undefined ? undefined : test(value));
}

/** One of the keys of `words`; name them all, and the compiler finds the one that is added later. */
export function oneOf<T extends string>(words: Readonly<Record<T, unknown>>): Test {
  return (value) => right(typeof value === 'string' && Object.hasOwn(words, value));
}

/** A list of at least `least` members that all pass. */
export function list(test: Test, least = 0): Test {
  return (value) => {
    if (!Array.isArray(value) || value.length < least) return '';
    return firstFlaw(value.map((member, index) => located(`[${index}]`, test(member))));
  };
}

/** An object of any keys whose values all pass. */
export function dictionary(test: Test): Test {
  return (value) => {
    const entries = asObject(value);
    if (entries === undefined) return '';
    return firstFlaw(Object.entries(entries).map(([key, member]) => located(`.${key}`, test(member))));
  };
}

/** An object whose members all pass. */
export function members<T>(tests: Members<T>): Test {
  const entries: readonly (readonly [string, Test])[] = Object.entries(tests);
  return (value) => {
    if (asObject(value) === undefined) return '';
    return firstFlaw(entries.map(([key, test]) => located(`.${key}`, test(at(value, key)))));
  };
}

function right(holds: boolean): string | undefined {
  return holds ? undefined : '';
}

function located(place: string, flaw: string | undefined): string | undefined {
  return flaw === undefined ? undefined : place + flaw;
}

function firstFlaw(flaws: readonly (string | undefined)[]): string | undefined {
  return flaws.find((flaw) => flaw !== undefined);
}
