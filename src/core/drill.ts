import { randomUUID } from 'node:crypto';
import { parseEnvelope } from './envelope.ts';
import { separated } from './finding-event.ts';
import { incidentId } from './incident-id.ts';
import { at, type JsonObject, objectAt, textAt } from './json.ts';
import type { Parsed, RootEvent } from './root-event.ts';

/**
 * Where drills come from on the bus. EventBridge lets nobody but AWS put events whose source begins with `aws.`, so that a drill
 * has a source and a rule of its own; from the ingest queue on it takes the way of every alert.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html
 */
export const drillSource = 'rootguard.drill';

/** An alert that somebody raises to see whether people and machines do their part. */
export interface Drill {
  /** Makes it another drill than every other. */
  readonly mark: string;
  /** The detection whose example it is. */
  readonly detection: string;
  /** The Slack user id of who started it, their name then, and when (ms since the epoch). */
  readonly by: string;
  readonly name: string;
  readonly at: number;
}

/** What travels on the bus: the drill, and the event as AWS would have sent it. */
export interface DrillEvent {
  readonly drill: Drill;
  readonly event: JsonObject;
}

/** A drill that begins now. */
export function newDrill(started: Pick<Drill, 'detection' | 'by' | 'name'>, now: number): Drill {
  return { ...started, mark: randomUUID(), at: now };
}

/** The incident that a drill in this account opens. */
export function drillIncident(account: string, { mark }: Pick<Drill, 'mark'>): string {
  return incidentId({ account, id: eventIdOf(mark) });
}

/** True for an event that claims to be a drill. */
export function isDrill(envelope: unknown): boolean {
  return textAt(envelope, 'source') === drillSource;
}

/**
 * Reads a drill out of its EventBridge envelope. Only the hub's own account starts drills: EventBridge stamps the account, and
 * without knowing the hub's nobody does. Its event is given an id that no event of AWS has, so that it opens an incident of its
 * own and a real event is never taken for part of it. Never throws.
 */
export function parseDrill(
  envelope: unknown,
  hub: string | undefined,
): Parsed<{ readonly drill: Drill; readonly event: RootEvent }> {
  if (hub === undefined || textAt(envelope, 'account') !== hub)
    return { ok: false, reason: 'account-mismatch' };
  const drill = drillIn(objectAt(envelope, 'detail', 'drill'));
  if (drill === undefined) return { ok: false, reason: 'not-a-drill' };
  const event = parseEnvelope(separated(objectAt(envelope, 'detail', 'event'))[0]);
  return event.ok
    ? { ok: true, value: { drill, event: { ...event.value, id: eventIdOf(drill.mark) } } }
    : event;
}

/** CloudTrail's ids are UUIDs, and those of findings have no such beginning. */
function eventIdOf(mark: string): string {
  return `drill ${mark}`;
}

function drillIn(value: unknown): Drill | undefined {
  const [mark, detection, by, name] = ['mark', 'detection', 'by', 'name'].map((key) => textAt(value, key));
  const time = at(value, 'at');
  if (mark === undefined || detection === undefined || by === undefined || typeof time !== 'number')
    return undefined;
  return {
    mark: mark.slice(0, 60),
    detection: detection.slice(0, 80),
    by: by.slice(0, 40),
    name: (name ?? by).slice(0, 80),
    at: time,
  };
}
