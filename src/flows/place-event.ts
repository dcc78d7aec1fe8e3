import type { Finding } from '../core/detection.ts';
import { reasonsFromHistory } from '../core/history.ts';
import { type Incident, joinedBy, openIncident } from '../core/incident.ts';
import { incidentId } from '../core/incident-id.ts';
import { remembering, sessionOf } from '../core/ledger.ts';
import { type Clock, type IncidentStore, type LedgerStore, StoreError } from '../core/ports.ts';
import type { RootEvent } from '../core/root-event.ts';
import { detect } from './detect.ts';

/** What placing an event needs. */
export interface PlacePorts {
  readonly store: IncidentStore & LedgerStore;
  readonly clock: Clock;
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
  const detected = detect(event, ports.clock());
  if (detected.length === 0) return undefined;
  const { id, findings } = await assign(ports, event, detected);
  if (id !== incidentId(event)) {
    const joined = await join(ports, id, event, findings);
    if (joined !== undefined) return { incident: joined, fresh: false };
  }
  const { incident, created } = await ports.store.open(openIncident(event, findings, ports.clock()));
  return { incident, fresh: created };
}

/** Decides by the ledger which incident an event belongs to, and writes that down before anything else. */
async function assign({ store }: PlacePorts, event: RootEvent, detected: readonly Finding[]) {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const ledger = await store.ledger(event.account);
    const id = sessionOf(ledger, event)?.incident ?? incidentId(event);
    const history = reasonsFromHistory(ledger, event);
    const findings = detected.map((finding) => ({ ...finding, because: [...finding.because, ...history] }));
    const next = remembering(ledger, event, id);
    if (next === ledger || (await store.replaceLedger(next))) return { id, findings };
  }
  throw new StoreError(`The ledger of ${event.account} changed ${attempts} times while an event was placed.`);
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
