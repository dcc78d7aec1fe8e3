import { usedRoot } from './root-actor.ts';
import type { RootEvent } from './root-event.ts';

/** How much of what happened in an incident. Times are those of the events, in ms since the epoch. */
export interface Tally {
  readonly firstAt: number;
  readonly lastAt: number;
  readonly signIns: number;
  readonly failedSignIns: number;
  readonly writes: number;
  readonly reads: number;
  /** Calls that AWS refused. */
  readonly refused: number;
  /** Findings of other services. */
  readonly findings: number;
}

/** What kind of thing an event is; each event is exactly one. */
export type EventClass = Exclude<keyof Tally, 'firstAt' | 'lastAt'>;

/** One line of a timeline: the same thing, in the same minute. */
export interface TimelineLine {
  /** The first of them; ms since the epoch. */
  readonly at: number;
  readonly until: number;
  readonly n: number;
  /** CloudTrail's eventID of the first, and the mark that its record is kept under. */
  readonly id: string;
  readonly mark: string;
  readonly name: string;
  readonly source: string;
  readonly class: EventClass;
  readonly region?: string;
  readonly from?: string;
  readonly errorCode?: string;
  /** Who it was, if it was not root: the last part of the ARN. */
  readonly by?: string;
  /** The most severe detection, if one spoke. */
  readonly detection?: string;
}

/** Which kind of thing an event is. */
export function classOf(event: RootEvent): EventClass {
  if (event.kind === 'finding') return 'findings';
  if (event.name === 'ConsoleLogin') return event.outcome === 'success' ? 'signIns' : 'failedSignIns';
  if (event.outcome === 'failure') return 'refused';
  return event.readOnly ? 'reads' : 'writes';
}

/** A tally before anything happened. */
export const emptyTally: Tally = {
  firstAt: Number.MAX_SAFE_INTEGER,
  lastAt: 0,
  signIns: 0,
  failedSignIns: 0,
  writes: 0,
  reads: 0,
  refused: 0,
  findings: 0,
};

/** The tally with one more event. The order of events does not matter. */
export function tallied(tally: Tally, event: RootEvent): Tally {
  const kind = classOf(event);
  return {
    ...tally,
    firstAt: Math.min(tally.firstAt, event.time),
    lastAt: Math.max(tally.lastAt, event.time),
    [kind]: tally[kind] + 1,
  };
}

/** How many events there were. */
export function eventsIn({ signIns, failedSignIns, writes, reads, refused, findings }: Tally): number {
  return signIns + failedSignIns + writes + reads + refused + findings;
}

const minute = 60_000;

/** As much as a thread can show. What comes later still counts in the tally, and its record is kept. */
export const keptLines = 150;

/** The timeline with one more event, in the order of time. The same events give the same lines in any order, up to `keptLines`. */
export function placedInTime(
  timeline: readonly TimelineLine[],
  event: RootEvent,
  mark: string,
  detection: string | undefined,
): readonly TimelineLine[] {
  const line = lineOf(event, mark, detection);
  const key = keyOf(line);
  const index = timeline.findIndex((other) => keyOf(other) === key);
  const known = timeline[index];
  if (known === undefined && timeline.length >= keptLines) return timeline;
  const others = known === undefined ? timeline : timeline.toSpliced(index, 1);
  return [...others, known === undefined ? line : merged(known, line)].sort(
    (a, b) => a.at - b.at || (a.id < b.id ? -1 : 1),
  );
}

function merged(a: TimelineLine, b: TimelineLine): TimelineLine {
  const first = a.at < b.at || (a.at === b.at && a.id < b.id) ? a : b;
  return { ...first, n: a.n + b.n, at: first.at, until: Math.max(a.until, b.until) };
}

function keyOf(line: TimelineLine): string {
  const { at, name, source, region, from, errorCode, by, detection } = line;
  return JSON.stringify([
    Math.floor(at / minute),
    name,
    source,
    line.class,
    region,
    from,
    errorCode,
    by,
    detection,
  ]);
}

/** A line is read on a phone, and 150 of them must fit into an item. */
function short(text: string): string {
  return text.slice(0, 120).toWellFormed();
}

function lineOf(event: RootEvent, mark: string, detection: string | undefined): TimelineLine {
  const by = usedRoot(event) ? undefined : event.actor.arn?.split('/').at(-1);
  return {
    at: event.time,
    until: event.time,
    n: 1,
    id: short(event.id),
    mark,
    name: short(event.name),
    source: short(event.source),
    class: classOf(event),
    ...(event.region !== undefined && { region: short(event.region) }),
    ...(event.sourceIp !== undefined && { from: short(event.sourceIp) }),
    ...(event.errorCode !== undefined && { errorCode: short(event.errorCode) }),
    ...(by !== undefined && { by: short(by) }),
    ...(detection !== undefined && { detection }),
  };
}
