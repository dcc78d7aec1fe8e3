import { asObject, textAt } from '../core/json.ts';
import type { AccountFacts, Fact, UnknownCause } from '../core/posture.ts';

/** Every reason why a fact is not known, wherever it stands: trails have facts of their own. */
export function causesIn(facts: object): readonly UnknownCause[] {
  return [...unknownIn(facts)].map(({ cause }) => cause);
}

/** Why RootGuard could look at nothing in an account; undefined if it could. */
export function unreachable(
  facts: object,
): { readonly cause: UnknownCause; readonly call: string } | undefined {
  const asked = (Object.entries(facts) as readonly [string, Fact<unknown>][]).flatMap(([name, fact]) =>
    remembered.has(name) ? [] : [fact],
  );
  const [first] = asked;
  const isShut = asked.every((fact) => !fact.known && fact.call.startsWith('sts:'));
  return first?.known === false && isShut ? { cause: first.cause, call: first.call } : undefined;
}

/** RootGuard has these of itself. */
const remembered: ReadonlySet<string> = new Set<keyof AccountFacts>(['watchedSince', 'heartbeats']);

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
