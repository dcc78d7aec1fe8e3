import { changed, type Incident, leading } from './incident.ts';
import { rootguard } from './log-line.ts';
import type { Severity } from './severity.ts';

/**
 * What happens when nobody does anything: pure functions of the incident and the configured ladder. While nobody is on it, it
 * is called out ever more loudly; whoever is on it is asked now and then, and gives it back by not answering.
 */

/**
 * How loudly it is called out: a reminder in the thread, the same shown in the channel, a mention of the on-call group, a direct
 * message to each of that group, an e-mail.
 */
export type Loudness = 'thread' | 'channel' | 'oncall' | 'dm' | 'mail';

/** How a reminder is posted. */
export type Said = Exclude<Loudness, 'dm' | 'mail'>;

/** One rung; `after` is in ms since the waiting began. */
export interface Rung {
  readonly how: Loudness;
  readonly after: number;
}

/** What one severity asks for. All times in ms. */
export interface SeverityLadder {
  readonly rungs: readonly Rung[];
  /** After the last rung it is called out again so often. */
  readonly again?: number;
  /** The owner is asked so often whether they are still on it. */
  readonly ask?: number;
  /** How long the owner has to answer before it is nobody's again. */
  readonly back?: number;
}

/** The ladder of every severity. */
export type Ladder = Readonly<Record<Severity, SeverityLadder>>;

/** Since when something is waited for (ms since the epoch), and what was done about it. */
export interface Waiting {
  readonly since: number;
  /** How many rungs were climbed. */
  readonly climbed: number;
  /** How many reminders were posted, ever: each has a message of its own, because an edit makes no phone ring. */
  readonly posted: number;
  /** The last call, and when. */
  readonly how?: Loudness;
  readonly at?: number;
  /** How loudly the last reminder was posted: what follows outside of Slack's channel does not post it again. */
  readonly said?: Said;
  /** When the owner was asked. */
  readonly asked?: number;
}

/** Something that comes next; `at` is in ms since the epoch. */
export interface Step {
  readonly at: number;
  readonly what: Loudness | 'again' | 'ask' | 'back';
}

/** A message outside of the thread that must be sent: to the on-call people, by e-mail, to the owner. */
export interface Owed {
  readonly what: 'dm' | 'mail' | 'ask';
  readonly since: number;
}

/** The waiting of an incident for which nothing was called out yet. */
export function fresh(now: number, posted = 0): Waiting {
  return { since: now, climbed: 0, posted };
}

/** What "not us" asks for is as urgent as it gets. */
export function urgency(incident: Incident): Severity {
  return incident.denied === undefined ? leading(incident).severity : 'critical';
}

/** What comes next if nobody does anything; undefined if nothing does. */
export function nextStep(incident: Incident, ladder: Ladder): Step | undefined {
  const { state, waiting } = incident;
  const { rungs, again, ask, back } = ladder[urgency(incident)];
  if (state === 'explained') return undefined;
  // A drill ends with its report: nobody is called out for what never was.
  if (incident.log.some(({ did }) => did === 'drilled')) return undefined;
  if (state === 'acknowledged') {
    if (waiting.asked !== undefined)
      return back === undefined ? undefined : { at: waiting.asked + back, what: 'back' };
    return ask === undefined ? undefined : { at: waiting.since + ask, what: 'ask' };
  }
  const rung = rungs[waiting.climbed];
  if (rung !== undefined) return { at: waiting.since + rung.after, what: rung.how };
  if (again === undefined || rungs.length === 0) return undefined;
  return { at: (waiting.at ?? waiting.since) + again, what: 'again' };
}

/** The incident with what comes next: to be applied to every change before it is stored. */
export function scheduled(incident: Incident, ladder: Ladder): Incident {
  const { next: _, ...rest } = incident;
  const next = nextStep(incident, ladder);
  return next === undefined ? rest : { ...rest, next };
}

/** When the incident must be looked at, in ms since the epoch; undefined if never. */
export function dueAt({ owed, next }: Incident): number | undefined {
  return owed?.[0]?.since ?? next?.at;
}

/** The next steps in their order, at most `most`, as if nobody did anything. */
export function stepsAhead(incident: Incident, ladder: Ladder, most = 8): readonly Step[] {
  const next = nextStep(incident, ladder);
  if (next === undefined || most === 0) return [];
  const after = stepTaken(incident, next);
  const rest = next.what === 'again' ? [] : stepsAhead(after, ladder, most - 1);
  return [next, ...rest];
}

/** The incident after everything that is due, or undefined if nothing is. `now` is in ms since the epoch. */
export function steppedOn(incident: Incident, ladder: Ladder, now: number): Incident | undefined {
  let current = incident;
  for (;;) {
    const next = nextStep(current, ladder);
    if (next === undefined || next.at > now) break;
    // What was held up is done now, and counts from now.
    current = stepTaken(current, { ...next, at: now });
  }
  return current === incident ? undefined : { ...current, version: incident.version + 1 };
}

function stepTaken(incident: Incident, { what, at }: Step): Incident {
  if (what === 'ask') return asked(incident, at);
  if (what === 'back') return lapsed(incident, at);
  const how = what === 'again' ? (incident.waiting.said ?? 'channel') : what;
  return calledOut(incident, how, at, what === 'again' ? 0 : 1);
}

/** Called out once more. What needs no new message in the thread is owed. */
export function calledOut(incident: Incident, how: Loudness, at: number, rungs: number): Incident {
  const { waiting, owed = [] } = incident;
  const climbed = { ...waiting, climbed: waiting.climbed + rungs, how, at };
  const called: Incident =
    how === 'dm' || how === 'mail'
      ? { ...incident, waiting: climbed, owed: [...owed, { what: how, since: at }] }
      : { ...incident, waiting: { ...climbed, posted: waiting.posted + 1, said: how } };
  return changed(called, { at, by: rootguard, did: 'escalated', how });
}

function asked(incident: Incident, at: number): Incident {
  const { waiting, owed = [] } = incident;
  return changed(
    { ...incident, waiting: { ...waiting, asked: at }, owed: [...owed, { what: 'ask', since: at }] },
    { at, by: rootguard, did: 'asked' },
  );
}

/** Nobody's again, because the owner did not answer, or (with Slack's error as the reason) could not be asked. */
export function lapsed(incident: Incident, at: number, reason?: string): Incident {
  const { acknowledged, owed: _, ...rest } = incident;
  const from = acknowledged === undefined ? {} : { from: acknowledged.name };
  return changed(
    { ...rest, state: 'open', waiting: fresh(at, incident.waiting.posted) },
    { at, by: rootguard, did: 'lapsed', ...from, ...(reason !== undefined && { reason }) },
  );
}
