import type { CardPlace } from './incident.ts';
import {
  isInOrder,
  type KnownOutcome,
  openSinceOf,
  type PostureRecord,
  stateOf,
  withState,
} from './posture-record.ts';

/** How long posting an alert may take before another worker may try, in ms: longer than the function lives (60 s). */
const claimTime = 90_000;

/** The checks whose alert was not posted yet. */
export function dueAlerts({ states }: PostureRecord): readonly string[] {
  return Object.entries(states).flatMap(([check, { alert }]) => (alert === 'due' ? [check] : []));
}

/** The checks that looked worse once, and when the last of them did (ms since the epoch). */
export function suspected({ suspicions = {} }: PostureRecord): {
  readonly checks: readonly string[];
  readonly at: number;
} {
  return {
    checks: Object.keys(suspicions),
    at: Math.max(0, ...Object.values(suspicions).map(({ at }) => at)),
  };
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
  const state = stateOf(record, check);
  if (state?.alert !== 'due' || (state.claimedUntil ?? 0) > now) return undefined;
  const suspect = state.claimedUntil !== undefined;
  return { record: withState(record, check, { ...state, claimedUntil: now + claimTime }), suspect };
}

/** Where an alert is that somebody posted: alone on a card, or among many in a summary. */
export type Told =
  | { readonly card: CardPlace; readonly shows: KnownOutcome }
  | { readonly summary: CardPlace };

/**
 * The record after the alert of what got worse at `openSince` was posted. What happened while it was on its way is not lost: then
 * its card is drawn again.
 */
export function alertPosted(
  record: PostureRecord,
  check: string,
  openSince: number,
  told: Told,
): PostureRecord {
  const state = stateOf(record, check);
  if (state === undefined) return record;
  const { claimedUntil: _done, ...rest } = state;
  const isIt = !isInOrder(state.outcome) && openSinceOf(state) === openSince;
  if (state.alert === 'due' && isIt) {
    if ('summary' in told)
      return withState(record, check, { ...rest, alert: 'posted', summary: told.summary });
    const better = told.shows === state.outcome ? {} : { better: { at: state.since } };
    return withState(record, check, { ...rest, alert: 'posted', card: told.card, ...better });
  }
  if ('summary' in told || isIt) return record;
  const worse = isInOrder(state.outcome) ? {} : { worse: true };
  const { by } = state.fixed ?? {};
  const change = { at: state.since, ...(by !== undefined && { by }), ...worse };
  return withState(record, check, {
    ...state,
    closing: { card: told.card, failedSince: openSince, ...change },
  });
}

/** The record after Slack refused an alert: the next look posts it. */
export function alertRefused(record: PostureRecord, check: string, mayBePosted: boolean): PostureRecord {
  const state = stateOf(record, check);
  if (state?.alert !== 'due') return record;
  const { claimedUntil: _given, ...rest } = state;
  return withState(record, check, mayBePosted ? { ...rest, claimedUntil: 0 } : rest);
}

/** The record after an older card said what became of its finding. */
export function cardClosed(record: PostureRecord, check: string): PostureRecord {
  const state = stateOf(record, check);
  if (state?.closing === undefined) return record;
  const { closing: _done, ...rest } = state;
  return withState(record, check, rest);
}

/** The record after a card said that its finding is better. */
export function betterShown(record: PostureRecord, check: string): PostureRecord {
  const state = stateOf(record, check);
  if (state?.better === undefined) return record;
  const { better: _done, ...rest } = state;
  return withState(record, check, rest);
}

/** The record after everybody was told that a check is fixed. */
export function fixTold(record: PostureRecord, check: string): PostureRecord {
  const state = stateOf(record, check);
  if (state?.fixed?.untold === undefined) return record;
  const { untold: _done, ...fixed } = state.fixed;
  return withState(record, check, { ...state, fixed });
}
