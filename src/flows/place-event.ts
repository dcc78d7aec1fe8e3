import type { Finding, Guard } from '../core/detection.ts';
import { reasonsFromHistory } from '../core/history.ts';
import { type Incident, joinedBy, openIncident } from '../core/incident.ts';
import { incidentId } from '../core/incident-id.ts';
import { accountAssumed, expecting, type Ledger, remembering, sessionOf } from '../core/ledger.ts';
import { type Clock, type IncidentStore, type LedgerStore, StoreError } from '../core/ports.ts';
import type { Reason } from '../core/reason.ts';
import type { RootEvent } from '../core/root-event.ts';
import { detect } from './detect.ts';

/** What placing an event needs. */
export interface PlacePorts {
  readonly store: IncidentStore & LedgerStore;
  readonly clock: Clock;
  /** What is RootGuard's own; what the templates call it, if absent. */
  readonly guard?: Guard;
}

/** An event's incident. `fresh` means that this call opened it, and so holds its pen. */
export interface Placed {
  readonly incident: Incident;
  readonly fresh: boolean;
}

/** Two workers may change one account's ledger at once; each loser reads it again. */
const attempts = 50;

/**
 * Finds or opens the incident of an event, and adds the event to it. Safe to repeat at any point: the ledger names the
 * incident before the incident is written, and both know the events that they have seen. Undefined for an event that is
 * nobody's business. Throws StoreError.
 */
export async function placeEvent(ports: PlacePorts, event: RootEvent): Promise<Placed | undefined> {
  const detected = detect(event, ports.clock(), ports.guard);
  if (detected.length === 0) return undefined;
  const { id, findings } = await assign(ports, event, detected);
  const member = accountAssumed(event);
  if (member !== undefined) await change(ports, member, (ledger) => expecting(ledger, event, id));
  if (id !== incidentId(event)) {
    const joined = await join(ports, id, event, findings);
    if (joined !== undefined) return { incident: joined, fresh: false };
  }
  const { incident, created } = await ports.store.open(openIncident(event, findings, ports.clock()));
  return { incident, fresh: created };
}

/** Decides by the ledger which incident an event belongs to, and writes that down before anything else. */
async function assign(ports: PlacePorts, event: RootEvent, detected: readonly Finding[]) {
  const idIn = (ledger: Ledger) => sessionOf(ledger, event)?.incident ?? incidentId(event);
  const ledger = await change(ports, event.account, (seen) => remembering(seen, event, idIn(seen)));
  const history = reasonsFromHistory(ledger, event);
  return { id: idIn(ledger), findings: detected.map((finding) => withReasons(finding, history)) };
}

function withReasons(finding: Finding, history: readonly Reason[]): Finding {
  const said = new Set(finding.because.map(({ code }) => code));
  return { ...finding, because: [...finding.because, ...history.filter(({ code }) => !said.has(code))] };
}

/** Changes an account's ledger by one conditional write. Returns the ledger as the change saw it. */
async function change(
  { store }: PlacePorts,
  account: string,
  next: (ledger: Ledger) => Ledger,
): Promise<Ledger> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const seen = await store.ledger(account);
    const changed = next(seen);
    if (changed === seen || (await store.replaceLedger(changed))) return seen;
  }
  throw new StoreError(`The ledger of ${account} changed ${attempts} times while an event was placed.`);
}

/** Undefined if the incident that the ledger names does not exist: a worker died before it was written, or it expired. */
async function join(
  { store, clock }: PlacePorts,
  id: string,
  event: RootEvent,
  findings: readonly Finding[],
) {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const incident = await store.get(id);
    if (incident === undefined) return undefined;
    const next = joinedBy(incident, event, findings, clock());
    if (next === undefined) return incident;
    if (await store.replace(next)) return next;
  }
  throw new StoreError(`${id} changed ${attempts} times while an event was added to it.`);
}
