import { asObject, at, textAt } from '../core/json.ts';
import type { AccountFacts, UnknownCause } from '../core/posture.ts';

/** Every reason why a fact is not known, wherever it stands: trails have facts of their own. */
export function causesIn(facts: AccountFacts): readonly UnknownCause[] {
  return [...unknownIn(facts)].map(({ cause }) => cause);
}

/** Why nothing at all could be learnt of an account; undefined if something could. */
export function unreachable(
  facts: AccountFacts,
): { readonly cause: UnknownCause; readonly call: string } | undefined {
  const all = Object.values(facts);
  const failed = all.filter((fact) => at(fact, 'known') === false);
  const [first] = unknownIn(failed);
  // Denied one by one, with the role in hand, is another thing: each check then says which call it was.
  return failed.length === all.length && first?.cause === 'assume-role-failed' ? first : undefined;
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
