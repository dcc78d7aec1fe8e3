import type { Check, CheckOf, CheckResult, FactsOf, Outcome, Scope } from '../core/posture.ts';
import { bySeverity } from '../core/severity.ts';
import { checks } from '../posture/index.generated.ts';

/**
 * Every check's verdict on facts of its scope, worst first. `at` is when they were gathered (ms since the epoch): ages are
 * counted from then, so that facts do not turn bad by lying in the store. Pure.
 */
export function judgeFacts<S extends Scope>(scope: S, facts: FactsOf[S], at: number): readonly CheckResult[] {
  return Object.entries(checks)
    .flatMap(([id, check]) =>
      isAbout(scope, check) ? [{ check: id, severity: check.severity, ...check.judge(facts, at) }] : [],
    )
    .sort(worstFirst);
}

function isAbout<S extends Scope>(scope: S, check: Check): check is Check & CheckOf<S> {
  return check.scope === scope;
}

const order: readonly Outcome[] = ['fail', 'unknown', 'warn', 'not-applicable', 'pass'];

/** Failures first, then what could not be looked at; within each, by the check's severity. */
function worstFirst(a: CheckResult, b: CheckResult): number {
  return order.indexOf(a.outcome) - order.indexOf(b.outcome) || bySeverity(a.severity, b.severity);
}
