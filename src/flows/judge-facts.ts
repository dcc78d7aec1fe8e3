import type { Ages, Check, CheckOf, CheckResult, FactsOf, Outcome, Scope } from '../core/posture.ts';
import { bySeverity } from '../core/severity.ts';
import { checks } from '../posture/index.generated.ts';

/**
 * The verdict on facts of a scope of every check whose facts are there, worst first. `at` is when they were gathered (ms since
 * the epoch), `older` when some were before that: ages are counted from then, so that facts do not turn bad by lying in the
 * store. Pure.
 */
export function judgeFacts<S extends Scope>(
  scope: S,
  facts: Partial<FactsOf[S]>,
  at: number,
  older: Ages = {},
): readonly CheckResult[] {
  return Object.entries(checks)
    .flatMap(([id, check]) => {
      if (!isAbout(scope, check) || check.needs.some((name) => facts[name] === undefined)) return [];
      const gatheredAt = Math.min(...check.needs.map((name) => older[String(name)] ?? at));
      return [{ check: id, severity: check.severity, ...check.judge(facts as FactsOf[S], gatheredAt) }];
    })
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
