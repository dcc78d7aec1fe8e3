import { createHash } from 'node:crypto';
import type { AccountState, KnownAccount, Listing } from './account.ts';
import type { CardPlace } from './incident.ts';
import type { Locale } from './locale.ts';
import type { Outcome, UnknownCause } from './posture.ts';

/** One look at every account. Times are in ms since the epoch. */
export interface Sweep {
  readonly id: string;
  readonly startedAt: number;
  /** Who asked for it; undefined for the scheduled one. */
  readonly by?: { readonly user: string; readonly name: string };
  /** The language of its report. */
  readonly locale: Locale;
  /** The one check that its report is about; undefined for all of them. */
  readonly check?: string;
  /** True if it looks once more at what looked worse, and at nothing else: it has no report, and raises alerts. */
  readonly again?: boolean;
  /** How many accounts it looks at. */
  readonly total: number;
  /** Accounts that it does not look at, because AWS has them in no active state. */
  readonly skipped: readonly KnownAccount[];
  /** Why the list of accounts may be out of date; undefined if it is not. */
  readonly unlisted?: NonNullable<Listing['failure']>;
}

/** What has become of a sweep since it began. */
export interface SweepProgress {
  /** The message that its progress is edited into. */
  readonly message?: CardPlace;
  /** When that message was edited last. */
  readonly editedAt?: number;
  /** When all jobs were on the queue. */
  readonly plannedAt?: number;
  readonly finishedAt?: number;
}

/** What a sweep found out about one account: codes, from which words are made when it is shown. */
export interface SweptAccount {
  /** The account's id, `organization` or `guard`. */
  readonly account: string;
  /** By the check's id; of those alone that are neither passed nor without meaning here. */
  readonly outcomes: Readonly<Record<string, Outcome>>;
  /** Why nothing at all could be learnt. */
  readonly unreachable?: { readonly cause: UnknownCause; readonly call: string };
  /** The state that it turned out to be in, if it was active no more when its turn came. */
  readonly state?: AccountState;
  /** Checks that got worse, by two looks, and that nobody was told of yet. */
  readonly worsened?: readonly string[];
  /** True if something looks worse that must be looked at once more. */
  readonly suspected?: boolean;
}

/** How many accounts were looked at, how many of them have a check that fails, and how many could not be reached. */
export interface SweepCounts {
  readonly looked: number;
  readonly failing: number;
  readonly unreachable: number;
}

/** The counts of some accounts. */
export function countsOf(accounts: readonly SweptAccount[]): SweepCounts {
  const count = (is: (account: SweptAccount) => boolean) => accounts.filter(is).length;
  return {
    looked: accounts.length,
    failing: count(
      ({ outcomes, state, unreachable }) =>
        state === undefined && unreachable === undefined && Object.values(outcomes).includes('fail'),
    ),
    unreachable: count(({ unreachable }) => unreachable !== undefined),
  };
}

/**
 * Accounts are counted in groups, so that a sweep of 5,000 writes small items, and its end and how far it is are seen without
 * reading them all: the account that completes its group notes the group's counts, the group that completes the sweep ends it.
 * Both can be repeated.
 */
export const groupSize = 20;

/** A sweep's message is edited no more often than every so many ms. */
export const betweenEdits = 3_000;

/** Which group an account belongs to, by its place in the list, and how many belong to it. */
export function groupOf(index: number, total: number): { readonly group: number; readonly size: number } {
  const group = Math.floor(index / groupSize);
  return { group, size: Math.min(groupSize, total - group * groupSize) };
}

/** How many groups the accounts of a sweep make. */
export function groupsOf(total: number): number {
  return Math.ceil(total / groupSize);
}

/**
 * Whether a sweep looks at the organization and the guard, too, as its last group: once all accounts were, because one of
 * their checks asks which accounts could not be. A sweep of one check is about accounts alone.
 */
export function looksAtAll({ check, again = false }: Pick<Sweep, 'check' | 'again'>): boolean {
  return check === undefined && !again;
}

/** The id of the sweep that a command asks for: the same when its job comes a second time. */
export function sweepIdOf(command: string): string {
  return `sweep-${hashOf(command)}`;
}

/** The id of the second look at what looked worse: the same whenever the same is suspected. */
export function againIdOf(suspected: string): string {
  return `again-${hashOf(suspected)}`;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** The id of the scheduled sweep of a day (UTC). */
export function dailySweepId(now: number): string {
  return `daily-${new Date(now).toISOString().slice(0, 10)}`;
}
