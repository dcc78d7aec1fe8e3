import type { Finding } from './detection.ts';
import { type EventFacts, factsOf } from './event-facts.ts';
import { eventMark, incidentId } from './incident-id.ts';
import type { RootEvent } from './root-event.ts';
import { bySeverity } from './severity.ts';

/** One thing that happened with root and what people did about it. Facts only: words are chosen when it is shown. */
export interface Incident {
  /** Short enough to be typed on a phone, such as `RG-7K3MPQ2A`. */
  readonly id: string;
  /** The account that it is about. */
  readonly account: string;
  /** What was detected, most severe first. */
  readonly findings: readonly Finding[];
  /** The event that opened it. */
  readonly event: EventFacts;
  /** Later events that speak of the same: what root only read in the same session, findings of other services. */
  readonly joined: Joined;
  /** When RootGuard opened it, in milliseconds since the epoch. */
  readonly openedAt: number;
  readonly state: 'open' | 'acknowledged';
  readonly acknowledged?: Act;
  /** Raised by one with every change that its card shows. */
  readonly content: number;
  /** Where its card is, and which content it shows; absent until Slack has taken it. */
  readonly card?: Card;
  /** Held by the one worker that draws the card. */
  readonly pen?: Pen;
  /** Everything that people and RootGuard did, oldest first: part of the same item, so no state is without its record. */
  readonly log: readonly LogLine[];
  /** Raised by one with every change; a change names the version it saw. */
  readonly version: number;
}

/** Events that were added to an incident, by number. */
export interface Joined {
  /** Marks of all of them, so that one that is delivered again is not counted again. */
  readonly marks: readonly string[];
  readonly reads: number;
  /** Names of findings of other services, such as `Policy:IAMUser/RootCredentialUsage`; each once. */
  readonly findings: readonly string[];
  /** When the last of them happened, ms since the epoch. */
  readonly lastAt?: number;
}

/** Who did something and when (ms since the epoch). */
export interface Act {
  /** A Slack user id. */
  readonly by: string;
  /** The person's name at that time: part of the record, and shown instead of a mention, which would ping. */
  readonly name: string;
  readonly at: number;
}

/** A message in Slack. */
export interface CardPlace {
  readonly channel: string;
  readonly ts: string;
}

/** An incident's message, and the content that it shows. */
export interface Card extends CardPlace {
  readonly shows: number;
}

/** The right to draw a card, until a time (ms since the epoch). */
export interface Pen {
  readonly until: number;
  /** True when a card may have been posted that nobody recorded: look in the channel before posting one. */
  readonly suspect: boolean;
}

/** One line of an incident's log. `by` is a Slack user id, or `rootguard`. */
export interface LogLine {
  readonly at: number;
  readonly by: string;
  readonly name?: string;
  readonly did: 'opened' | 'posted' | 'joined' | 'acknowledged';
}

/** How long one worker may take to draw a card before another may try: longer than the function's time limit (60 s). */
export const penTime = 90_000;

/** Opens an incident for an event, with the pen in the hand of the caller: there is no card yet that could be suspect. */
export function openIncident(
  event: RootEvent,
  findings: readonly Finding[],
  now: number,
  account = event.account,
): Incident {
  return {
    id: incidentId(event),
    account,
    findings,
    event: factsOf(event),
    joined: { marks: [], reads: 0, findings: [] },
    openedAt: now,
    state: 'open',
    content: 1,
    pen: { until: now + penTime, suspect: false },
    log: [{ at: now, by: 'rootguard', did: 'opened' }],
    version: 1,
  };
}

/** The incident with one more event, or undefined if it holds that event already. */
export function joinedBy(
  incident: Incident,
  event: RootEvent,
  findings: readonly Finding[],
  now: number,
): Incident | undefined {
  const mark = eventMark(event);
  const { joined } = incident;
  if (incident.event.id === event.id || joined.marks.includes(mark)) return undefined;
  const isFinding = event.kind === 'finding';
  const known = new Set(incident.findings.map(({ detection }) => detection));
  const added = findings.filter(({ detection }) => !known.has(detection));
  return changed(
    {
      ...incident,
      findings: [...incident.findings, ...added].sort((a, b) => bySeverity(a.severity, b.severity)),
      joined: {
        marks: [...joined.marks, mark],
        reads: joined.reads + (isFinding ? 0 : 1),
        findings: isFinding ? [...new Set([...joined.findings, event.name])].slice(0, 20) : joined.findings,
        lastAt: Math.max(joined.lastAt ?? 0, event.time),
      },
    },
    { at: now, by: 'rootguard', did: 'joined' },
  );
}

/** The incident acknowledged, or undefined if somebody already did: an acknowledgement is never taken over silently. */
export function acknowledged(incident: Incident, act: Act): Incident | undefined {
  if (incident.state !== 'open') return undefined;
  return changed({ ...incident, state: 'acknowledged', acknowledged: act }, { ...act, did: 'acknowledged' });
}

/** The most severe finding: the incident's headline. Findings are kept most severe first. */
export function leading(incident: Incident): Finding {
  const [first] = incident.findings;
  if (first === undefined)
    throw new Error(`Incident ${incident.id} has no finding; it should never have been opened.`);
  return first;
}

/** With a change that the card shows. Lines of the log that say the same as the last one are one line. */
function changed(incident: Incident, line: LogLine): Incident {
  const last = incident.log.at(-1);
  const repeats = last?.did === 'joined' && line.did === 'joined';
  const log = repeats ? [...incident.log.slice(0, -1), line] : [...incident.log, line];
  return { ...incident, log, content: incident.content + 1, version: incident.version + 1 };
}
