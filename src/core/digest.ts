import type { Statistics } from './statistics.ts';

/** What a week's digest says. Times are in ms since the epoch. */
export interface Digest {
  readonly from: number;
  readonly until: number;
  readonly statistics: Statistics;
  /** Whether root's use would have been seen, by account. */
  readonly accounts: readonly AccountSight[];
  /** The same of what all accounts share: the hub's rules, queue and channels. */
  readonly guard: Sight;
  /** The last time in the week that something came all the way into a channel. */
  readonly proven?: { readonly at: number; readonly drill: boolean };
  /** When the last heartbeat came through the hub's path as far as the store; absent if none ever did, or the hub is unknown. */
  readonly beatAt?: number;
  /** How many events could not be read in this time. */
  readonly dropped: number;
}

/** `clear`: it was looked at and found in order. `unknown`: nobody looked, or could not; that is never clear. */
export type Sight =
  | { readonly is: 'clear' | 'unknown'; readonly checkedAt?: number }
  | { readonly is: 'blind'; readonly checkedAt: number; readonly checks: readonly string[] };

/** One account's. */
export type AccountSight = Sight & { readonly account: string };

/** When a digest is due: the first minute of Monday, UTC, and not before a day has passed that it could tell of. */
export function digestDue(now: number, last: number): boolean {
  return new Date(now).getUTCDay() === 1 && now - last >= dayMs;
}

const dayMs = 24 * 60 * 60_000;
