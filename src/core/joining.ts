import { byCodeUnit } from './by-code-unit.ts';
import type { Finding } from './detection.ts';
import type { Drill } from './drill.ts';
import { fresh } from './escalation.ts';
import { factsOf } from './event-facts.ts';
import { hasMark, withMark } from './event-marks.ts';
import { reopened } from './explaining.ts';
import { changed, type Incident, type IncidentFinding } from './incident.ts';
import { eventMark, incidentId } from './incident-id.ts';
import { rootguard } from './log-line.ts';
import type { PlanMatch } from './match-plan.ts';
import { newPen } from './pen.ts';
import type { RootEvent } from './root-event.ts';
import { bySeverity } from './severity.ts';
import { emptyTally, eventsIn, placedInTime, tallied } from './tally.ts';

/** An event, and what the detections say of it (most severe first). */
export interface Detected {
  readonly event: RootEvent;
  readonly findings: readonly Finding[];
  /** What the account's plans say of it; absent until they were asked. */
  readonly plan?: PlanMatch;
  /** Set if nobody did it, and somebody wants to see what happens. */
  readonly drill?: Drill;
}

/**
 * Opens an incident for an event, with the pen in the hand of the caller: there is no card yet that could be suspect. The
 * ledger may have named it after another event, whose worker died before it could open it.
 */
export function openIncident(
  { event, findings, drill }: Detected,
  now: number,
  {
    id = incidentId(event),
    account = event.account,
  }: { readonly id?: string; readonly account?: string } = {},
): Incident {
  const mark = eventMark(event);
  return {
    id,
    account,
    ...(drill !== undefined && { drill }),
    findings: findings.map((finding) => findingOf(event, finding)),
    event: factsOf(event),
    tally: tallied(emptyTally, event),
    timeline: placedInTime([], event, mark, findings[0]?.detection),
    marks: mark,
    openedAt: now,
    state: 'open',
    waiting: fresh(now),
    content: 1,
    thread: [],
    pen: newPen(now, false),
    log: [{ at: now, by: rootguard, did: 'opened' }],
    version: 1,
  };
}

/** Whether the incident has counted this event. */
export function holds(incident: Incident, event: RootEvent): boolean {
  return hasMark(incident.marks, eventMark(event));
}

/** The incident with more events, or undefined if it holds all of them already. `now` is in ms since the epoch. */
export function joinedBy(incident: Incident, events: readonly Detected[], now: number): Incident | undefined {
  const news = events.filter(({ event }) => !holds(incident, event));
  if (news.length === 0) return undefined;
  const grown = news.reduce(withEvent, incident);
  if (grown.marks === incident.marks) return undefined;
  const severity = grown.findings[0]?.severity;
  const rose = severity !== undefined && severity !== incident.findings[0]?.severity;
  // One line says that more came, and when the last of it did: a storm must not fill the log.
  const last = incident.log.at(-1);
  const before = last?.did === 'joined' ? last.n : undefined;
  // A batch may hold the same event twice, so what was counted is the number, and not what came.
  const n = (before ?? 0) + eventsIn(grown.tally) - eventsIn(incident.tally);
  const joined = { at: now, by: rootguard, did: 'joined' as const, n };
  const next = changed(
    { ...grown, log: before === undefined ? incident.log : incident.log.slice(0, -1) },
    joined,
  );
  const risen: Incident = rose
    ? {
        ...next,
        log: [...next.log, { at: now, by: rootguard, did: 'rose', severity }],
        // What is more urgent than it was is called out anew.
        ...(next.state === 'open' && { waiting: fresh(now, next.waiting.posted) }),
      }
    : next;
  const wrote = grown.tally.writes > incident.tally.writes;
  const again =
    (rose || wrote) && !isCovered(incident, news)
      ? reopened(risen, { at: now, by: rootguard, did: 'reopened' })
      : undefined;
  return again === undefined ? risen : { ...again, version: incident.version + 1 };
}

/** More of what a plan explains is explained by it, too. */
function isCovered({ explained }: Incident, news: readonly Detected[]): boolean {
  const number = explained?.plan;
  return (
    number !== undefined && news.every(({ plan }) => plan?.inside === true && plan.plan.number === number)
  );
}

/** A batch may hold the same event twice. */
function withEvent(incident: Incident, { event, findings }: Detected): Incident {
  const mark = eventMark(event);
  if (hasMark(incident.marks, mark)) return incident;
  return {
    ...incident,
    findings: findings.reduce(
      (all, finding) => withFinding(all, findingOf(event, finding)),
      incident.findings,
    ),
    tally: tallied(incident.tally, event),
    timeline: placedInTime(incident.timeline, event, mark, findings[0]?.detection),
    marks: withMark(incident.marks, mark),
  };
}

function findingOf(event: RootEvent, finding: Finding): IncidentFinding {
  return { ...finding, event: event.name.slice(0, 200).toWellFormed(), at: event.time, n: 1 };
}

/** Each detection once, with the words of its gravest event, and of those the earliest. */
function withFinding(
  findings: readonly IncidentFinding[],
  added: IncidentFinding,
): readonly IncidentFinding[] {
  const known = findings.find(({ detection }) => detection === added.detection);
  const others = findings.filter((finding) => finding !== known);
  const [best] = [...(known === undefined ? [] : [known]), added].sort(gravestFirst);
  const one = { ...(best ?? added), n: (known?.n ?? 0) + 1 };
  return [...others, one].sort(gravestFirst);
}

function gravestFirst(a: IncidentFinding, b: IncidentFinding): number {
  return bySeverity(a.severity, b.severity) || a.at - b.at || byCodeUnit(a.detection, b.detection);
}
