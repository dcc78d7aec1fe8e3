import type { Finding } from '../core/detection.ts';
import { reasonsFromHistory } from '../core/history.ts';
import { incidentId } from '../core/incident-id.ts';
import type { Detected } from '../core/joining.ts';
import { homeOf, type Ledger, remembering, sessionOf } from '../core/ledger.ts';
import type { PlanMatch } from '../core/match-plan.ts';
import { inView } from '../core/planned.ts';
import { type LedgerStore, StoreError } from '../core/ports.ts';
import type { Reason } from '../core/reason.ts';
import { usedRoot } from '../core/root-actor.ts';
import type { RootEvent } from '../core/root-event.ts';
import { matchEvents, plansMatterSince } from './match-plans.ts';

/** Events that the ledger assigned to one incident. */
export interface Assigned {
  readonly id: string;
  readonly account: string;
  readonly events: readonly Detected[];
}

/** Several workers may change one item at once; each loser reads it again. */
const attempts = 50;

/**
 * Decides which incidents the events of one account belong to, by its ledger, and writes that down before anything else:
 * whoever comes with the same events later is told the same. One conditional write for all of them. Throws StoreError.
 */
export async function assignEvents(
  { store }: { readonly store: LedgerStore },
  account: string,
  detected: readonly Detected[],
): Promise<readonly Assigned[]> {
  const inTime = [...detected].sort((a, b) => a.event.time - b.event.time);
  const since = plansMatterSince(inTime);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const { ledger: seen, plans } = await store.ledgerWithPlans(account, since);
    const { ledger, assigned } = assign(seen, inTime, matchEvents(plans, account, inTime));
    if (ledger === seen || (await store.replaceLedger({ ...ledger, version: seen.version + 1 })))
      return grouped(account, assigned);
  }
  throw new StoreError(`The ledger of ${account} changed ${attempts} times while events were placed.`);
}

/** What is said of an event that nobody planned. */
export const unplanned: PlanMatch = { inside: false, why: 'no-plan' };

/** A plan is about root; whoever else blinds the guard has none. */
function isPlannable(event: RootEvent): boolean {
  return event.kind === 'finding' || usedRoot(event);
}

function assign(seen: Ledger, events: readonly Detected[], matches: readonly PlanMatch[]) {
  let ledger = seen;
  const assigned = events.map((detected, index) => {
    const { event } = detected;
    const id = sessionOf(ledger, event)?.incident ?? incidentId(event);
    const plan = isPlannable(event) ? (matches[index] ?? unplanned) : unplanned;
    const findings = inView(withHistory(detected.findings, reasonsFromHistory(ledger, event)), plan);
    ledger = remembering(ledger, event, id);
    return { id, detected: { event, findings, plan } };
  });
  return { ledger, assigned };
}

function withHistory(findings: readonly Finding[], history: readonly Reason[]): readonly Finding[] {
  return findings.map((finding) => {
    const said = new Set(finding.because.map(({ code }) => code));
    return { ...finding, because: [...finding.because, ...history.filter(({ code }) => !said.has(code))] };
  });
}

function grouped(
  account: string,
  assigned: readonly { readonly id: string; readonly detected: Detected }[],
): readonly Assigned[] {
  return [...new Set(assigned.map(({ id }) => id))].map((id) => ({
    id,
    account,
    events: assigned.filter((each) => each.id === id).map(({ detected }) => detected),
  }));
}

/** Events by the account whose ledger places them. */
export function byHome(detected: readonly Detected[]): ReadonlyMap<string, readonly Detected[]> {
  const groups = new Map<string, Detected[]>();
  for (const each of detected) {
    const home = homeOf(each.event);
    groups.set(home, [...(groups.get(home) ?? []), each]);
  }
  return groups;
}
