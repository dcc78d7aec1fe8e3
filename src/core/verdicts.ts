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
  /** Whether its role could be assumed, and its alert rule is there, enabled, and leads somewhere. */
  readonly guarded: boolean;
}

/** Whether an account's audit role could be assumed and its alert rule is at work, unless it was AWS that had no time to say. */
export function isGuarded({ alertRule }: Pick<AccountFacts, 'alertRule'>): boolean {
  if (!alertRule.known) return passing.has(alertRule.cause);
  const { exists, state, targets } = alertRule.value;
  return exists && (state === undefined || state.startsWith('ENABLED')) && targets > 0;
}

/** Causes that say nothing about the account. */
const passing: ReadonlySet<UnknownCause> = new Set(['throttled', 'timeout', 'service-error', 'clock-skew']);

/** Whether RootGuard hears of an account, by its last look: it is guarded, and no check of its way fails. */
export function isHeard({ guarded, outcomes }: Pick<Verdicts, 'guarded' | 'outcomes'>): boolean {
  return guarded && checksOfTheWay.every((check) => outcomes[check] !== 'fail');
}

/** The checks of what an account's events must pass through to be heard. */
export const checksOfTheWay: readonly string[] = ['alert-rule', 'alert-target', 'heartbeat'];
