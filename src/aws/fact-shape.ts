import { type Fact, notGatheredYet, type UnknownFact, unknownCauses } from '../core/fact.ts';
import { asObject, at, flagAt } from '../core/json.ts';
import { flag, type Members, members, oneOf, type Test, text } from './shape.ts';

/** Tests a fact whose value, if it is known, passes a test. */
export function fact(value: Test): Test {
  const known = members<Extract<Fact<unknown>, { known: true }>>({ known: flag, value });
  return (candidate) => (flagAt(candidate, 'known') === true ? known(candidate) : unknownFact(candidate));
}

/** Tests a fact that could not be learnt. */
export const unknownFact: Test = members<UnknownFact>({
  known: flag,
  cause: oneOf(unknownCauses),
  call: text,
});

/** Reads stored facts of one scope. */
export interface FactsReader<T> {
  readonly test: Test;
  /** The facts with those that the version which stored them did not know, or knew in another shape: they read as not gathered yet. */
  complete(facts: unknown): unknown;
  /** Facts of which none could be learnt, all for one reason. */
  every(why: UnknownFact): T;
}

/** A reader of facts; a fact that is added to the type does not compile before it is tested. */
export function factsReader<T extends { readonly [K in keyof T]: Fact<unknown> }>(
  tests: Members<T>,
): FactsReader<T> {
  const entries: readonly (readonly [string, Test])[] = Object.entries(tests);
  return {
    test: members<T>(tests),
    complete(facts) {
      if (asObject(facts) === undefined) return facts;
      const unreadable = entries.filter(([name, test]) => test(at(facts, name)) !== undefined);
      return {
        ...asObject(facts),
        ...Object.fromEntries(unreadable.map(([name]) => [name, notGatheredYet])),
      };
    },
    every: (why) => Object.fromEntries(entries.map(([name]) => [name, why])) as T,
  };
}
