import type { Auditor, CheckStore, Clock } from '../core/ports.ts';
import type { AccountCheck, AccountFacts, CheckResult, Outcome } from '../core/posture.ts';
import { bySeverity } from '../core/severity.ts';
import { checks } from '../posture/index.generated.ts';

/** What checking needs. */
export interface CheckPosturePorts {
  readonly auditor: Auditor;
  readonly store: CheckStore;
  readonly clock: Clock;
}

/** Asks AWS about each account once and stores what it told; `judgeAccount` says what it means. */
export async function checkPosture(
  ports: CheckPosturePorts,
  accounts: readonly string[],
): Promise<readonly AccountCheck[]> {
  return await Promise.all(
    accounts.map(async (account) => {
      const facts = await ports.auditor.gather(account);
      const check: AccountCheck = { account, at: ports.clock(), facts };
      await ports.store.saveCheck(check);
      return check;
    }),
  );
}

/** Every check's verdict on an account, worst first. Pure. */
export function judgeAccount(facts: AccountFacts): readonly CheckResult[] {
  return Object.entries(checks)
    .map(([id, check]) => ({ check: id, severity: check.severity, ...check.judge(facts) }))
    .sort(worstFirst);
}

const order: readonly Outcome[] = ['fail', 'unknown', 'warn', 'not-applicable', 'pass'];

/** Failures first, then what could not be looked at; within each, by the check's severity. */
function worstFirst(a: CheckResult, b: CheckResult): number {
  return order.indexOf(a.outcome) - order.indexOf(b.outcome) || bySeverity(a.severity, b.severity);
}
