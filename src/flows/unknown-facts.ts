import { asObject, textAt } from '../core/json.ts';
import type { Fact, UnknownCause } from '../core/posture.ts';

/** Every reason why a fact is not known, wherever it stands: trails have facts of their own. */
export function causesIn(facts: object): readonly UnknownCause[] {
  return [...unknownIn(facts)].map(({ cause }) => cause);
}

/** Why AWS let RootGuard look at nothing in an account; undefined if it did. What RootGuard remembers itself is known even then. */
export function unreachable(
  facts: object,
): { readonly cause: UnknownCause; readonly call: string } | undefined {
  for (const fact of Object.values(facts) as readonly Fact<unknown>[]) {
    if (!fact.known && fact.cause === 'assume-role-failed') return { cause: fact.cause, call: fact.call };
  }
  return undefined;
}

function* unknownIn(value: unknown): Generator<{ readonly cause: UnknownCause; readonly call: string }> {
  if (Array.isArray(value)) {
    for (const member of value) yield* unknownIn(member);
    return;
  }
  const fact = asObject(value);
  if (fact === undefined) return;
  if (fact.known === false) {
    yield { cause: textAt(fact, 'cause') as UnknownCause, call: textAt(fact, 'call') ?? '' };
    return;
  }
  for (const member of Object.values(fact)) yield* unknownIn(member);
}
