import type { AccountState } from './account.ts';
import type { UnknownCause } from './fact.ts';
import type { Subject } from './subject.ts';

/** How many there are, and the first of them: as many as a report may show. */
export interface Some<T> {
  readonly count: number;
  readonly first: readonly T[];
}

/** Checks that fail on an account, the most severe first. */
export interface Failing {
  readonly account: string;
  readonly checks: readonly string[];
}

/** What a sweep found, as its report tells it. It is no larger for 5,000 accounts than for 500. */
export interface SweepTally {
  /** Accounts that AWS let RootGuard look at. */
  readonly checked: number;
  /** Accounts on which checks fail, the worst first. */
  readonly failing: Some<Failing>;
  /** Accounts on which nothing fails, but something could not be looked at: that is no pass. */
  readonly unclear: Some<string>;
  /** On how many accounts checks warn, whatever else is found there. */
  readonly warnedAccounts: number;
  /** On how many accounts each check warns; those that do on most come first. */
  readonly warnings: readonly { readonly check: string; readonly count: number }[];
  /** Accounts of which nothing could be learnt, by the reason, the most frequent first. */
  readonly unreachable: readonly (Some<string> & { readonly cause: UnknownCause; readonly call: string })[];
  /** Accounts that were not active any more when their turn came. */
  readonly gone: Some<{ readonly account: string; readonly state: AccountState }>;
  /** The checks that fail now and did not before, and that nobody was told of yet, with the accounts. */
  readonly worsened: readonly (Some<string> & { readonly check: string })[];
  /** On how many accounts some do. */
  readonly worsenedAccounts: number;
  /** The organization and the guard, where the sweep looked at them. */
  readonly subjects: readonly SubjectTally[];
  /** Accounts and subjects that nobody looked at although the sweep is over. */
  readonly missing: Some<string>;
}

/** What was found out about the organization, or the guard itself. Each list has the most severe first. */
export interface SubjectTally {
  readonly subject: Subject;
  readonly failing: readonly string[];
  readonly unclear: readonly string[];
  readonly warnings: readonly string[];
  readonly worsened: readonly string[];
}
