import { drillIncident } from '../core/drill.ts';
import { separated } from '../core/finding-event.ts';
import type { Detected } from '../core/joining.ts';
import type { PlanStore } from '../core/plan-ports.ts';
import type { Directory, IncidentStore, LedgerStore } from '../core/ports.ts';
import type { EventStore, HistoryStore } from '../core/store-ports.ts';
import { type Assigned, assignEvents, byHome } from './assign-events.ts';
import { drawCard } from './draw-card.ts';
import type { Drawn, DrawPorts } from './draw-once.ts';
import { type Failed, failing, filing } from './file-placed.ts';
import { type Placed, placeEvents } from './place-events.ts';
import { type Incoming, type UnderstandPorts, understand } from './understand.ts';

export type { Incoming } from './understand.ts';

/** What raising alerts needs. */
export interface RaiseAlertPorts extends DrawPorts, Omit<UnderstandPorts, 'store'> {
  readonly store: DrawPorts['store'] &
    UnderstandPorts['store'] &
    IncidentStore &
    EventStore &
    HistoryStore &
    LedgerStore &
    PlanStore;
  readonly directory: Pick<Directory, 'prepare'>;
}

/** What became of a message. `failed`: it must be delivered again; nothing is lost. */
export type Raised = Drawn | 'ignored' | 'dropped' | Failed;

/** Another worker holds the pen, or died with it; the message must be delivered again, to see that its card is there. */
export class CardElsewhereError extends Error {
  override readonly name = 'CardElsewhereError';
}

/**
 * Turns EventBridge envelopes into incidents with exactly one card each, however often and wherever it is called with them.
 * The events of a batch that belong together are placed by one write, so that a storm costs little. Never throws: each message
 * has its own answer, in the order of the messages.
 */
export async function raiseAlerts(
  ports: RaiseAlertPorts,
  messages: readonly Incoming[],
): Promise<readonly Raised[]> {
  // An event may carry several findings; one that fails holds up none of the others.
  const parts = messages.map(({ body, delivery }) =>
    separated(body).map((each) => ({ body: each, delivery })),
  );
  const raised = [...(await raiseParts(ports, parts.flat()))];
  return parts.map(({ length }) => {
    const own = raised.splice(0, length);
    return (
      own.find((each) => typeof each === 'object') ?? own.find((each) => each !== 'ignored') ?? 'ignored'
    );
  });
}

async function raiseParts(ports: RaiseAlertPorts, messages: readonly Incoming[]): Promise<readonly Raised[]> {
  const read = await Promise.all(messages.map((message) => failing(() => understand(ports, message))));
  const detected = read.flatMap((each) => (isDetected(each) ? [each] : []));
  // Beside the store's own reads; the messenger waits for what is left of it.
  void ports.directory.prepare(detected.map(({ event }) => event.account));
  const fates = new Map<Detected, Raised>();
  const settle = (events: readonly Detected[], fate: (each: Detected) => Raised) => {
    for (const each of events) fates.set(each, fate(each));
  };

  const redelivered = new Set(
    messages.flatMap(({ delivery }, index) => {
      const each = read[index];
      return delivery.redelivered && isDetected(each) ? [each] : [];
    }),
  );
  const outcomes = await placeAll(ports, detected);
  const file = filing(outcomes.map(({ result }) => result));
  for (const { events, result } of outcomes) {
    if ('failed' in result) {
      settle(events, () => result);
      continue;
    }
    const drawn = await failing(() =>
      drawCard({ ...ports, whenCardIsOut: file }, result.incident, result.fresh),
    );
    const missing = (await file()).get(result);
    settle(events, (each) => {
      if (missing !== undefined) return missing;
      // Whoever holds the pen sees these events before they lay it down, and their own message stands for it. But a message
      // that came out before may be the very one of a worker that died with the pen.
      if (drawn !== 'elsewhere' || !redelivered.has(each)) return drawn;
      const { id } = result.incident;
      return {
        failed: new CardElsewhereError(
          `The card of ${id} is being drawn by another worker, or one that died.`,
        ),
      };
    });
  }
  return read.map((each) =>
    isDetected(each) ? (fates.get(each) ?? { failed: new Error('Forgotten.') }) : each,
  );
}

interface Outcome {
  readonly events: readonly Detected[];
  readonly result: Placed | Failed;
}

/** Incidents that were just opened come first: a new card goes ahead of edits. */
async function placeAll(ports: RaiseAlertPorts, detected: readonly Detected[]): Promise<readonly Outcome[]> {
  // A drill is nobody's use of root: no ledger knows of it, and nothing joins it.
  const drills = detected.filter(({ drill }) => drill !== undefined);
  const placedDrills = drills.map(async (each) => {
    const { event, drill } = each;
    const id = drill === undefined ? '' : drillIncident(event.account, drill);
    const assigned = { id, account: event.account, events: [each] };
    return { events: [each], result: await failing(() => placeEvents(ports, assigned)) };
  });
  const real = detected.filter(({ drill }) => drill === undefined);
  const perAccount = await Promise.all(
    [...byHome(real)].map(async ([account, events]) => {
      const assigned = await failing(() => assignEvents(ports, account, events));
      if ('failed' in assigned) return [{ events, result: assigned }];
      return await Promise.all(
        assigned.map(async (each) => ({
          events: originals(each, events),
          result: await failing(() => placeEvents(ports, each)),
        })),
      );
    }),
  );
  const isFresh = ({ result }: Outcome) => 'fresh' in result && result.fresh;
  return [...perAccount.flat(), ...(await Promise.all(placedDrills))].sort(
    (a, b) => Number(isFresh(b)) - Number(isFresh(a)),
  );
}

/** Placing adds reasons to the findings; the events are the same objects. */
function originals(assigned: Assigned, events: readonly Detected[]): readonly Detected[] {
  const placed = new Set(assigned.events.map(({ event }) => event));
  return events.filter(({ event }) => placed.has(event));
}

function isDetected(each: Detected | Raised | undefined): each is Detected {
  return typeof each === 'object' && 'event' in each;
}
