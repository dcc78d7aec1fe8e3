import type { Auditor, CheckStore, Clock, PostureRecordStore } from '../core/ports.ts';
import type { AccountCheck, CheckResult } from '../core/posture.ts';
import { dueAlerts, type Fixed, lookedAt, type PostureRecord } from '../core/posture-record.ts';
import { isSubject } from '../core/subject.ts';
import { judgeFacts } from './judge-facts.ts';

/** What checking needs. */
export interface CheckPosturePorts {
  readonly auditor: Auditor;
  readonly store: CheckStore & PostureRecordStore;
  readonly clock: Clock;
}

/** What one look gave. */
export interface Look {
  /** The account's id, `organization` or `guard`. */
  readonly subject: string;
  /** Worst first. */
  readonly results: readonly CheckResult[];
  /** Checks that fail, did not before, and whose alert nobody posted yet. */
  readonly due: readonly string[];
  readonly fixed: readonly Fixed[];
  readonly record: PostureRecord;
}

/** What a look is about, if not about everything. */
export interface LookOptions {
  /** The one check that is looked at. */
  readonly only?: string;
  /** The name of the person who asked. */
  readonly by?: string;
}

/** Asks AWS about an account, the organization or the guard, and stores what it told, and what has changed since the last time. */
export async function lookAt(
  ports: CheckPosturePorts,
  subject: string,
  options: LookOptions = {},
): Promise<Look> {
  const { auditor, store, clock } = ports;
  if (!isSubject(subject)) {
    const facts = await auditor.gather(subject);
    return await remember(ports, { account: subject, at: clock(), facts }, options);
  }
  if (subject === 'guard') {
    const check = { facts: await auditor.gatherGuard(), at: clock() };
    const results = judgeFacts('guard', check.facts, check.at);
    return await settle(
      store,
      { subject, at: check.at, results },
      () => store.saveGuardCheck(check),
      options,
    );
  }
  const check = { facts: await auditor.gatherOrganization(), at: clock() };
  const results = judgeFacts('organization', check.facts, check.at);
  const save = () => store.saveOrganizationCheck(check);
  return await settle(store, { subject, at: check.at, results }, save, options);
}

/** Stores what AWS told of one account. */
export async function remember(
  { store }: Pick<CheckPosturePorts, 'store'>,
  check: AccountCheck,
  options: LookOptions = {},
): Promise<Look> {
  const { account: subject, at } = check;
  const results = judgeAccount(check);
  return await settle(store, { subject, at, results }, () => store.saveCheck(check), options);
}

/** The last verdicts on an account, the organization or the guard, worst first; none if it was never looked at. */
export async function lastResults(store: CheckStore, subject: string): Promise<readonly CheckResult[]> {
  if (subject === 'guard') {
    const last = await store.lastGuardCheck();
    return last === undefined ? [] : judgeFacts('guard', last.facts, last.at);
  }
  if (subject === 'organization') {
    const last = await store.lastOrganizationCheck();
    return last === undefined ? [] : judgeFacts('organization', last.facts, last.at);
  }
  const last = await store.lastCheck(subject);
  return last === undefined ? [] : judgeAccount(last);
}

/** What is due is written before the facts are: a worker that dies in between does it all again. */
async function settle(
  store: PostureRecordStore,
  seen: { readonly subject: string; readonly at: number; readonly results: readonly CheckResult[] },
  save: () => Promise<void>,
  { only, by }: LookOptions,
): Promise<Look> {
  const { subject, at } = seen;
  const results = seen.results.filter((result) => only === undefined || result.check === only);
  for (;;) {
    const before = await store.postureRecord(subject);
    const { record, fixed } = lookedAt(before, results, at, by);
    if (record !== before && !(await store.replacePostureRecord(record))) continue;
    await save();
    return { subject, results, due: dueAlerts(record), fixed, record };
  }
}

/** Every check's verdict on an account, worst first. Pure. */
export function judgeAccount({ facts, at }: Pick<AccountCheck, 'facts' | 'at'>): readonly CheckResult[] {
  return judgeFacts('account', facts, at);
}
