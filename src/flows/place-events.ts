import { type Ladder, scheduled } from '../core/escalation.ts';
import { recordOf } from '../core/event-facts.ts';
import type { Incident } from '../core/incident.ts';
import { incidentId } from '../core/incident-id.ts';
import { type Detected, joinedBy, openIncident } from '../core/joining.ts';
import { defaultLadder } from '../core/ladder.ts';
import { holdsPenOf } from '../core/pen.ts';
import type { PlanStore } from '../core/plan-ports.ts';
import { type Clock, type IncidentStore, type LedgerStore, StoreError } from '../core/ports.ts';
import type { EventStore, HistoryStore } from '../core/store-ports.ts';
import { type Assigned, unplanned } from './assign-events.ts';
import { recordDeeds } from './match-plans.ts';

/** What placing events needs. */
export interface PlacePorts {
  readonly store: IncidentStore & EventStore & HistoryStore & LedgerStore & PlanStore;
  readonly clock: Clock;
  /** What happens when nobody does anything; the default if absent. */
  readonly ladder?: Ladder;
}

/** An incident that events were placed in. `fresh` means that this call opened it, and so holds its pen. */
interface Opened {
  readonly incident: Incident;
  readonly fresh: boolean;
}

/** What became of events. */
export interface Placed extends Opened {
  /**
   * Writes down what a card does not show: the events' records, and the incident in the list of its month. No card waits for
   * it, but no message may be acknowledged before. Safe to repeat. Throws StoreError.
   */
  readonly file: () => Promise<void>;
}

/** Several workers may change one item at once; each loser reads it again. */
const attempts = 50;

/**
 * Opens the incident, or adds the events to it. Safe to repeat at any point: it knows the events that it has seen. Throws
 * StoreError; then the same call must be made again.
 */
export async function placeEvents(ports: PlacePorts, assigned: Assigned): Promise<Placed> {
  const matches = assigned.events.map(({ plan }) => plan ?? unplanned);
  const [placed] = await Promise.all([
    openOrJoin(ports, assigned),
    recordDeeds(ports, assigned.id, assigned.events, matches),
  ]);
  return { ...placed, file: () => fileEvents(ports, assigned, placed) };
}

/** Whoever opened the incident may have died before it was listed, and then comes with the same event again. */
async function fileEvents({ store }: PlacePorts, { id, events }: Assigned, { incident, fresh }: Opened) {
  const opens = events.some(({ event, drill }) => drill !== undefined || incidentId(event) === id);
  await Promise.all([
    ...events.map(({ event }) => store.keepEvent(id, recordOf(event))),
    ...(fresh || opens ? [store.noteOpened(incident)] : []),
  ]);
}

async function openOrJoin(
  { store, clock, ladder = defaultLadder }: PlacePorts,
  { id, account, events }: Assigned,
): Promise<Opened> {
  const [first, ...rest] = events;
  if (first === undefined) throw new Error(`Nothing to place in ${id}.`);
  /** Undefined if somebody else has opened it. */
  const open = async (): Promise<Opened | undefined> => {
    const mine = scheduled(settled(openIncident(first, clock(), { id, account }), rest), ladder);
    const { incident, created } = await store.open(mine);
    // It may be this worker's all the same: the answer was lost, and others joined before the write was repeated.
    return created || holdsPenOf(incident, mine) ? { incident, fresh: true } : undefined;
  };
  // Most events begin something: one write, and no question before it.
  if (incidentId(first.event) === id) {
    const opened = await open();
    if (opened !== undefined) return opened;
  }
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const incident = await store.get(id);
    if (incident === undefined) {
      // The worker that the ledger's name comes from died before it could open the incident; or it expired.
      const opened = await open();
      if (opened !== undefined) return opened;
      continue;
    }
    const joined = joinedBy(incident, events, clock());
    if (joined === undefined) return { incident, fresh: false };
    const next = scheduled(joined, ladder);
    if (await store.replace(next)) return { incident: next, fresh: false };
  }
  throw new StoreError(`${id} changed ${attempts} times while events were added to it.`);
}

/** With all events that came in the same batch, in its first version. */
function settled(opened: Incident, rest: readonly Detected[]): Incident {
  const joined = joinedBy(opened, rest, opened.openedAt);
  return joined === undefined ? opened : { ...joined, log: opened.log, version: 1, content: 1 };
}
