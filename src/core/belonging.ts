import { eventMark, incidentId } from './incident-id.ts';
import { textAt } from './json.ts';
import type { Session } from './ledger.ts';
import { isRootSignIn, usedRoot } from './root-actor.ts';
import type { RootEvent } from './root-event.ts';

/*
 * Which incident an event belongs to. The rules look at the events' own times and never at when they came, because
 * CloudTrail delivers in any order: a session's calls often come before the sign-in that opened it.
 */

const minute = 60_000;
const hour = 60 * minute;

/** A console session begins when its sign-in does; CloudTrail writes both to the second, and the console takes a moment. */
const signInTakes = 2 * minute;

/** Failed attempts, and requests for a new password, so long before a sign-in belong to it. */
const preludeReach = hour;

/** A long-term key has no session: its calls belong together while the pauses are shorter than a session can be (12 hours). */
const longTermReach = 12 * hour;

/** How far a finding may be from the session that it speaks of: GuardDuty repeats findings every six hours. */
const findingReach = 6 * hour;

/**
 * The session that an event belongs to: by what it shares, else by time, the latest first; undefined if it begins one. An
 * event that is delivered again belongs where it was placed before, whatever else has come to fit meanwhile: to the incident
 * that it opened, to the one owner of its keys, to the session that has its mark.
 */
export function belongsTo(sessions: readonly Session[], event: RootEvent): Session | undefined {
  const own = incidentId(event);
  return (
    sessions.find(({ incident }) => incident === own) ??
    ownerOf(sessions, event) ??
    sessions.find(({ marks = [] }) => marks.includes(eventMark(event))) ??
    sessions.findLast((session) => isOfSignIn(session, event)) ??
    sessions.findLast((session) => isOfPrelude(session, event)) ??
    sessions.findLast((session) => isSpokenOf(session, event))
  );
}

/** What ties an event to others: its session, its access key, the key of a session that it opened, the finding's own id. */
export function keysOf(event: RootEvent): readonly string[] {
  const { sessionStart, accessKeyId } = event.actor;
  return [
    ...(sessionStart === undefined || !usedRoot(event) ? [] : [`session ${sessionStart}`]),
    ...(accessKeyId === undefined ? [] : [`key ${accessKeyId}`]),
    ...keysIssuedBy(event),
    ...(event.kind === 'finding' ? [`finding ${event.id.split(' ')[0]}`] : []),
  ].map((key) => key.slice(0, 100));
}

/** The moments by which root's sign-ins, sessions and failures find each other. In ms since the epoch. */
export function moments(event: RootEvent): {
  readonly signIn?: number;
  readonly start?: number;
  readonly prelude?: number;
} {
  if (event.kind !== 'cloudtrail' || !usedRoot(event)) return {};
  if (isRootSignIn(event))
    return event.outcome === 'success' ? { signIn: event.time } : { prelude: event.time };
  // Requests for a new password, MFA challenges and the like: root's, at the sign-in page, before there is a session.
  if (event.source === 'signin.amazonaws.com' && event.actor.sessionStart === undefined)
    return { prelude: event.time };
  const start = Date.parse(event.actor.sessionStart ?? '');
  return Number.isNaN(start) ? {} : { start };
}

/** By the first of the event's keys that has an owner; of several times of a long-term key, by the nearest. */
function ownerOf(sessions: readonly Session[], event: RootEvent): Session | undefined {
  for (const key of keysOf(event)) {
    const sharing = sessions.filter(({ keys }) => keys.includes(key));
    if (!isLongTerm(key)) {
      if (sharing[0] !== undefined) return sharing[0];
      continue;
    }
    const near = sharing.filter((session) => distance(session, event) <= longTermReach);
    const [nearest] = near.sort((a, b) => distance(a, event) - distance(b, event));
    if (nearest !== undefined) return nearest;
  }
  return undefined;
}

/**
 * True for a key that several sessions may share, because it comes up again after days. Every other key belongs to the first
 * session that had it: else an event that ties two sessions together would draw those of one over into the other.
 */
export function isLongTerm(key: string): boolean {
  return key.startsWith('key AKIA');
}

function distance({ firstAt, lastAt }: Session, { time }: RootEvent): number {
  return Math.max(firstAt - time, time - lastAt, 0);
}

/** A sign-in and the session that it opened. */
function isOfSignIn({ signIns = [], starts = [] }: Session, event: RootEvent): boolean {
  const { signIn, start } = moments(event);
  const opens = (from: number, session: number) =>
    session >= from - minute / 2 && session <= from + signInTakes;
  if (signIn !== undefined) return starts.some((session) => opens(signIn, session));
  return start !== undefined && signIns.some((from) => opens(from, start));
}

/** Failures before a sign-in, and failures among themselves: from anywhere, because a password is tried from anywhere. */
function isOfPrelude({ signIns = [], starts = [], preludes = [] }: Session, event: RootEvent): boolean {
  const { signIn, start, prelude } = moments(event);
  const leadsTo = (from: number, to: number) => from <= to && to - from <= preludeReach;
  const opened = signIn ?? start;
  if (opened !== undefined) return preludes.some((from) => leadsTo(from, opened));
  if (prelude === undefined) return false;
  return (
    [...signIns, ...starts].some((to) => leadsTo(prelude, to)) ||
    preludes.some((other) => Math.abs(other - prelude) <= preludeReach)
  );
}

/** Posture findings (Security Hub, Config, Trusted Advisor) speak of a state, and not of a session. */
function isSpokenOf({ root, firstAt, lastAt }: Session, event: RootEvent): boolean {
  if (event.kind !== 'finding' || !speaksOfSessions.has(event.source)) return false;
  return root === true && event.time >= firstAt - findingReach && event.time <= lastAt + findingReach;
}

const speaksOfSessions: ReadonlySet<string> = new Set(['aws.guardduty', 'aws.signin', 'aws.cloudwatch']);

function keysIssuedBy({ response }: RootEvent): readonly string[] {
  const issued = textAt(response, 'credentials', 'accessKeyId');
  return issued === undefined ? [] : [`key ${issued}`];
}
