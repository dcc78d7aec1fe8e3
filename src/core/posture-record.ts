import type { CardPlace } from './incident.ts';
import type { Outcome } from './posture.ts';

/**
 * What RootGuard remembers of an account's checks between looks: since when each is as it is, and whether somebody was told.
 * One item an account, changed by conditional writes, so that of two workers one raises the alert.
 */
export interface PostureRecord {
  readonly account: string;
  /** When the newest facts were gathered that this record knows, ms since the epoch. */
  readonly at: number;
  /** By the check's id. */
  readonly states: Readonly<Record<string, CheckState>>;
  /** 0 before it was stored; raised by one with every change. */
  readonly version: number;
}

/** How one check of one account stands. Times are in ms since the epoch. */
export interface CheckState {
  /** The last outcome that was not `unknown`: not being able to look is no change. */
  readonly outcome: KnownOutcome;
  readonly since: number;
  /** Only of a failure that came after something better: whether its alert was posted. */
  readonly alert?: 'due' | 'posted';
  /** While somebody posts the alert: until when nobody else tries. */
  readonly claimedUntil?: number;
  /** Where the alert is; absent if it was told in a summary of many. */
  readonly card?: CardPlace;
  /** Of a check that was fixed: its card does not say so yet. */
  readonly closing?: Closing;
}

/** A card that must still say that its check is fixed. */
export interface Closing {
  readonly card: CardPlace;
  readonly failedSince: number;
  readonly at: number;
  /** The name of the person who checked again; absent if a sweep found it. */
  readonly by?: string;
}

/** An outcome that somebody saw. */
export type KnownOutcome = Exclude<Outcome, 'unknown'>;

/** A check that does not fail any more. */
export interface Fixed {
  readonly check: string;
  readonly failedSince: number;
}

/** How long posting an alert may take before another worker may try, in ms: longer than the function lives (60 s). */
const claimTime = 90_000;

/** An account's record before anything was checked. */
export function emptyPostureRecord(account: string): PostureRecord {
  return { account, at: 0, states: {}, version: 0 };
}

/**
 * The record after a look, and what is fixed. A failure of a check that was never seen otherwise is no worsening: it is how
 * RootGuard found the account. Facts that are older than the record's change nothing.
 */
export function lookedAt(
  record: PostureRecord,
  results: readonly { readonly check: string; readonly outcome: Outcome }[],
  at: number,
  /** The name of the person who asked for the look, if it was to see whether something is fixed. */
  by?: string,
): { readonly record: PostureRecord; readonly fixed: readonly Fixed[] } {
  if (at < record.at) return { record, fixed: [] };
  const states = { ...record.states };
  const fixed: Fixed[] = [];
  for (const { check, outcome } of results) {
    const before = Object.hasOwn(states, check) ? states[check] : undefined;
    if (outcome === 'unknown' || outcome === before?.outcome) continue;
    const worsened = outcome === 'fail' && before !== undefined;
    const closing = before?.outcome === 'fail' ? closingOf(before, at, by) : before?.closing;
    states[check] = {
      outcome,
      since: at,
      ...(worsened && { alert: 'due' }),
      ...(closing !== undefined && { closing }),
    };
    if (before?.outcome === 'fail') fixed.push({ check, failedSince: before.since });
  }
  return { record: { ...record, at, states, version: record.version + 1 }, fixed };
}

function closingOf({ card, since: failedSince }: CheckState, at: number, by?: string): Closing | undefined {
  return card && { card, failedSince, at, ...(by !== undefined && { by }) };
}

/** The record after a card said that its check is fixed. */
export function cardClosed(record: PostureRecord, check: string): PostureRecord {
  const state = record.states[check];
  if (state?.closing === undefined) return record;
  const { closing: _done, ...rest } = state;
  return withState(record, check, rest);
}

/** The checks whose alert was not posted yet. */
export function dueAlerts({ states }: PostureRecord): readonly string[] {
  return Object.entries(states).flatMap(([check, { alert }]) => (alert === 'due' ? [check] : []));
}

/**
 * The record with the right to post an alert in the hand of the caller, and whether somebody had it before and may have
 * posted; undefined if there is nothing to post, or somebody is at it.
 */
export function claimAlert(
  record: PostureRecord,
  check: string,
  now: number,
): { readonly record: PostureRecord; readonly suspect: boolean } | undefined {
  const state = Object.hasOwn(record.states, check) ? record.states[check] : undefined;
  if (state?.alert !== 'due' || (state.claimedUntil ?? 0) > now) return undefined;
  const suspect = state.claimedUntil !== undefined;
  return { record: withState(record, check, { ...state, claimedUntil: now + claimTime }), suspect };
}

/** The record after an alert was posted: alone on a card, or, without one, among many in a summary. */
export function alertPosted(record: PostureRecord, check: string, card?: CardPlace): PostureRecord {
  const state = record.states[check];
  if (state?.alert !== 'due') return record;
  const { claimedUntil: _done, ...rest } = state;
  return withState(record, check, { ...rest, alert: 'posted', ...(card !== undefined && { card }) });
}

/** The record after Slack refused an alert: the next look posts it. */
export function alertRefused(record: PostureRecord, check: string, mayBePosted: boolean): PostureRecord {
  const state = record.states[check];
  if (state?.alert !== 'due') return record;
  const { claimedUntil: _given, ...rest } = state;
  return withState(record, check, mayBePosted ? { ...rest, claimedUntil: 0 } : rest);
}

function withState(record: PostureRecord, check: string, state: CheckState): PostureRecord {
  return { ...record, states: { ...record.states, [check]: state }, version: record.version + 1 };
}
