import type { AccountFacts } from './account-facts.ts';
import type { UnknownCause } from './fact.ts';
import type { CheckResult, Outcome } from './posture.ts';

/** A check and what came of it, where no words are needed. */
export type Judged = Pick<CheckResult, 'check' | 'outcome'>;

/** What the last look at an account came to: small enough to be read of every account at once, as facts are not. */
export interface Verdicts {
  readonly account: string;
  /** When the oldest of the facts was gathered, ms since the epoch. */
  readonly checkedAt: number;
  /** By the check's id. */
  readonly outcomes: Readonly<Record<string, Outcome>>;
  /** Whether RootGuard hears of it: its role could be assumed and its rule is there. */
  readonly guarded: boolean;
}

/** Whether an account's audit role could be assumed and its rule is there, unless it was AWS that had no time to say. */
export function isGuarded({ alertRule }: Pick<AccountFacts, 'alertRule'>): boolean {
  return alertRule.known ? alertRule.value.exists : passing.has(alertRule.cause);
}

/** Causes that say nothing about the account. */
const passing: ReadonlySet<UnknownCause> = new Set(['throttled', 'timeout', 'service-error', 'clock-skew']);
