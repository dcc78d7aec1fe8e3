import { type Ladder, scheduled } from '../core/escalation.ts';
import { proofs, rechecked } from '../core/playbook.ts';
import { type Auditor, type Clock, type IncidentStore, StoreError } from '../core/ports.ts';
import type { AccountFacts } from '../core/posture.ts';
import { judgeFacts } from './judge-facts.ts';
import { needsOf } from './known-checks.ts';

/** What asking AWS again needs. */
export interface RecheckPorts {
  readonly store: IncidentStore;
  readonly auditor: Auditor;
  readonly clock: Clock;
  readonly ladder: Ladder;
}

const attempts = 20;

/**
 * Asks AWS what the playbook's steps can be told by, and ticks or unticks them. Returns the incident as it then is; undefined
 * if there is none, or nobody says any more that it was not us. Throws StoreError.
 */
export async function recheck({ store, auditor, clock, ladder }: RecheckPorts, id: string) {
  const incident = await store.get(id);
  if (incident?.denied === undefined || incident.state === 'explained') return undefined;
  const needs = proofs().flatMap((check) => needsOf(check) ?? []) as (keyof AccountFacts)[];
  const facts = await auditor.gather(incident.account, needs);
  const at = clock();
  const outcomes = new Map(judgeFacts('account', facts, at).map(({ check, outcome }) => [check, outcome]));
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const seen = await store.get(id);
    const next = seen && rechecked(seen, outcomes, at);
    if (next === undefined) return seen;
    const planned = scheduled(next, ladder);
    if (await store.replace(planned)) return planned;
  }
  throw new StoreError(`${id} changed ${attempts} times while AWS was asked about it.`);
}
