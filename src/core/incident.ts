import type { Finding } from './detection.ts';
import type { Drill } from './drill.ts';
import type { Owed, Step, Waiting } from './escalation.ts';
import type { EventFacts } from './event-facts.ts';
import type { LogLine, Verdict } from './log-line.ts';
import type { StepState } from './playbook.ts';
import type { Severity } from './severity.ts';
import type { Tally, TimelineLine } from './tally.ts';

/**
 * Everything that belongs together with one use of root, and what people did about it: a root session with the sign-in
 * that opened it and the failures before, a task of sts:AssumeRoot with its calls, an attempt to blind the guard. Facts
 * only: words are chosen when it is shown.
 */
export interface Incident {
  /** Short enough to be typed on a phone, such as `RG-7K3MPQ2A`. */
  readonly id: string;
  /** The account that it is about. */
  readonly account: string;
  /** Set if it is a drill: nobody used root. */
  readonly drill?: Drill;
  /** What was detected, most severe first; each detection once. */
  readonly findings: readonly IncidentFinding[];
  /** The event that opened it. Its record, and all others, are kept beside the incident. */
  readonly event: EventFacts;
  /** How much of what happened. */
  readonly tally: Tally;
  /** What happened, in the order of the events' own time; the same thing in the same minute is one line. */
  readonly timeline: readonly TimelineLine[];
  /** Marks of all its events, so that one that is delivered again is not counted again. See `event-marks.ts`. */
  readonly marks: string;
  /** When RootGuard opened it, in milliseconds since the epoch. */
  readonly openedAt: number;
  /**
   * `open`: nobody is on it. `acknowledged`: somebody is. `explained`: it is over; nothing that people do opens it again, only
   * what root does.
   */
  readonly state: 'open' | 'acknowledged' | 'explained';
  /** Who is on it, or was when it was explained. */
  readonly acknowledged?: Act;
  readonly explained?: Explanation;
  /** An explanation that a second person must confirm. */
  readonly proposed?: Explanation;
  /** Who said that it was not us. */
  readonly denied?: Act;
  /** What was done about it since then. */
  readonly playbook?: readonly StepState[];
  /** Slack user ids of people who have to do with it, and so may not close it where that takes two. */
  readonly involved?: readonly string[];
  /** How long nobody has done what is waited for, and how loudly that was said. */
  readonly waiting: Waiting;
  /** What comes next if nobody does anything. */
  readonly next?: Step;
  /** What must still be told to people outside of the thread. */
  readonly owed?: readonly Owed[];
  /** Raised by one with every change that its card or thread shows. */
  readonly content: number;
  /** Where its card is, and which content it shows; absent until Slack has taken it. */
  readonly card?: Card;
  /** The messages in the card's thread. */
  readonly thread: readonly PostedReply[];
  /** Held by the one worker that draws the card. */
  readonly pen?: Pen;
  /** Since when Slack refuses what the card should show; absent while all is well. */
  readonly trouble?: { readonly since: number; readonly reason: string };
  /** The last e-mail about it, when Slack could not be reached. */
  readonly mailed?: Mailed;
  /** Everything that people and RootGuard did, oldest first: part of the same item, so no state is without its record. */
  readonly log: readonly LogLine[];
  /** Raised by one with every change; a change names the version it saw. */
  readonly version: number;
}

/** A detection's verdict within an incident. */
export interface IncidentFinding extends Finding {
  /** The name of the event that it is about, for its headline. */
  readonly event: string;
  /** When that event happened, ms since the epoch. */
  readonly at: number;
  /** How many events of the incident it found. */
  readonly n: number;
}

/** Who did something and when (ms since the epoch). */
export interface Act {
  /** A Slack user id. */
  readonly by: string;
  /** The person's name at that time: part of the record, and shown instead of a mention, which would ping. */
  readonly name: string;
  readonly at: number;
}

/** What was behind it. */
export interface Explanation extends Act {
  readonly verdict: Verdict;
  readonly text?: string;
  readonly plan?: number;
  /** Who asked for that plan: they may not confirm it. */
  readonly plannedBy?: string;
  /** The second person, where one is needed. */
  readonly confirmed?: Act;
}

/** A message in Slack. */
export interface CardPlace {
  readonly channel: string;
  readonly ts: string;
}

/** An incident's message. */
export interface Card extends CardPlace {
  /** The content that card and thread show; 0 while that is not sure. */
  readonly shows: number;
  /** The severity that its first post said: a later rise to critical must be said aloud. */
  readonly announced: Severity;
  /** When card or thread were last written to, ms since the epoch: the next write waits for its turn. */
  readonly at?: number;
  /** Why it is in the second channel, as Slack's error; absent on a card in the alerts channel. */
  readonly elsewhere?: string;
}

/** A message in an incident's thread. */
export interface PostedReply {
  /** Which one; see `thread.ts`. */
  readonly key: string;
  readonly ts: string;
  /** The digest of what it shows. */
  readonly shows: string;
}

/** An e-mail that told of an incident. */
export interface Mailed {
  readonly at: number;
  readonly severity: Severity;
  /** Why Slack did not take it: Slack's error. */
  readonly reason: string;
}

/** The right to draw a card, until a time (ms since the epoch). */
export interface Pen {
  readonly until: number;
  /** True when something may have been posted that nobody recorded: look before posting. */
  readonly suspect: boolean;
  /** Whose it is, so that a worker knows its own again when the answer to its write was lost. */
  readonly hand?: string;
}

/** How long one worker may take to draw a card before another may try: longer than the function's time limit (60 s). */
export const penTime = 90_000;

/** The most severe finding: the incident's headline. Findings are kept most severe first. */
export function leading(incident: Incident): IncidentFinding {
  const [first] = incident.findings;
  if (first === undefined)
    throw new Error(`Incident ${incident.id} has no finding; it should never have been opened.`);
  return first;
}

/** The incident with one more line in its log: a change that its card or thread shows. */
export function changed(incident: Incident, line: LogLine): Incident {
  return {
    ...incident,
    log: [...incident.log, line],
    content: incident.content + 1,
    version: incident.version + 1,
  };
}
