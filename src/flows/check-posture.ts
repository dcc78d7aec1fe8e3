import type { Auditor, CheckStore, Clock, PostureRecordStore } from '../core/ports.ts';
import type { Checked, CheckResult, Scope } from '../core/posture.ts';
import { dueAlerts, type Fixed, lookedAt, type PostureRecord } from '../core/posture-record.ts';
import { judgeFacts } from './judge-facts.ts';
import { lookScopes, scopeOfSubject } from './look-scopes.ts';

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

/** What AWS told of an account, the organization or the guard. */
export type Gathered = { readonly [S in Scope]: GatheredOf<S> }[Scope];

interface GatheredOf<S extends Scope> extends Checked<S> {
  readonly scope: S;
  readonly subject: string;
}

/** Asks AWS about an account, the organization or the guard, and stores what it told, and what has changed since the last time. */
export async function lookAt(
  ports: CheckPosturePorts,
  subject: string,
  options: LookOptions = {},
): Promise<Look> {
  return await remember(ports, await gather(ports, subject), options);
}

/** Asks AWS about an account, the organization or the guard. */
export async function gather(
  { auditor, clock }: Pick<CheckPosturePorts, 'auditor' | 'clock'>,
  subject: string,
): Promise<Gathered> {
  const ask = async <S extends Scope>(scope: S): Promise<GatheredOf<S>> => {
    const facts = await lookScopes[scope].gather(auditor, subject);
    return { scope, subject, facts, at: clock() };
  };
  // The compiler does not see that a scope's own gathered facts are one of the three.
  return (await ask(scopeOfSubject(subject))) as Gathered;
}

/** Stores what AWS told, and what has changed since the last time. */
export async function remember(
  { store }: Pick<CheckPosturePorts, 'store'>,
  gathered: Gathered,
  options: LookOptions = {},
): Promise<Look> {
  return await rememberIn(store, gathered.scope, gathered as GatheredOf<Scope>, options);
}

async function rememberIn<S extends Scope>(
  store: CheckPosturePorts['store'],
  scope: S,
  { subject, at, facts }: GatheredOf<S>,
  options: LookOptions,
): Promise<Look> {
  const results = judgeFacts(scope, facts, at);
  const save = () => lookScopes[scope].save(store, subject, { at, facts });
  return await settle(store, { subject, at, results }, save, options);
}

/** The last verdicts on an account, the organization or the guard, worst first; none if it was never looked at. */
export async function lastResults(store: CheckStore, subject: string): Promise<readonly CheckResult[]> {
  const judged = async <S extends Scope>(scope: S) => {
    const last = await lookScopes[scope].last(store, subject);
    return last === undefined ? [] : judgeFacts(scope, last.facts, last.at);
  };
  return await judged(scopeOfSubject(subject));
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
export function judgeAccount({ facts, at }: Checked<'account'>): readonly CheckResult[] {
  return judgeFacts('account', facts, at);
}
