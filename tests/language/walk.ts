import type { Locale } from '../../src/core/locale.ts';

/** What one function of src/blocks shows, in each case that matters. */
export type Walk = (locale: Locale) => readonly (readonly [what: string, shown: unknown])[];

/** Walks by `file.function`. */
export type Walks = Readonly<Record<string, Walk>>;

/** The same function with each of many inputs. */
export function each<T>(inputs: readonly T[], show: (input: T) => unknown): ReturnType<Walk> {
  return inputs.map((input, index) => [String(index), show(input)] as const);
}

/** A function with one case. */
export function one(show: (locale: Locale) => unknown): Walk {
  return (locale) => [['', show(locale)]];
}
