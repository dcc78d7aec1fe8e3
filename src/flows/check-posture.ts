import type { Auditor, CheckStore, Clock, PostureRecordStore } from '../core/ports.ts';
import type { AccountCheck, CheckResult } from '../core/posture.ts';
import { dueAlerts, type Fixed, lookedAt, type PostureRecord } from '../core/posture-record.ts';
import { judgeFacts } from './judge-facts.ts';

/** What checking needs. */
export interface CheckPosturePorts {
  readonly auditor: Auditor;
  readonly store: CheckStore & PostureRecordStore;
  readonly clock: Clock;
}

/** What one look at an account gave. */
export interface Look {
  readonly check: AccountCheck;
  /** Worst first. */
  readonly results: readonly CheckResult[];
  /** Checks that fail, did not before, and whose alert nobody posted yet. */
  readonly due: readonly string[];
  readonly fixed: readonly Fixed[];
  readonly record: PostureRecord;
}

/** Asks AWS about one account and stores what it told, and what has changed since the last time. */
export async function lookAt(ports: CheckPosturePorts, account: string): Promise<Look> {
  const facts = await ports.auditor.gather(account);
  return await remember(ports, { account, at: ports.clock(), facts });
}

/**
 * Stores what AWS told. What is due is written before the facts are: a worker that dies in between does it all again. `only`
 * names the one check that is looked at, and `by` the person who asked.
 */
export async function remember(
  { store }: Pick<CheckPosturePorts, 'store'>,
  check: AccountCheck,
  { only, by }: { readonly only?: string; readonly by?: string } = {},
): Promise<Look> {
  const results = judgeAccount(check).filter((result) => only === undefined || result.check === only);
  for (;;) {
    const seen = await store.postureRecord(check.account);
    const { record, fixed } = lookedAt(seen, results, check.at, by);
    if (record !== seen && !(await store.replacePostureRecord(record))) continue;
    await store.saveCheck(check);
    return { check, results, due: dueAlerts(record), fixed, record };
  }
}

/** Every check's verdict on an account, worst first. Pure. */
export function judgeAccount({ facts, at }: Pick<AccountCheck, 'facts' | 'at'>): readonly CheckResult[] {
  return judgeFacts('account', facts, at);
}
