import type { Auditor, CheckStore, Clock } from '../core/ports.ts';
import type { AccountCheck, CheckResult } from '../core/posture.ts';
import { judgeFacts } from './judge-facts.ts';

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
export function judgeAccount({ facts, at }: Pick<AccountCheck, 'facts' | 'at'>): readonly CheckResult[] {
  return judgeFacts('account', facts, at);
}
