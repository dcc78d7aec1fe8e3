import { dueAlerts } from '../core/finding-alerts.ts';
import { type Fixed, lookedAt } from '../core/looked-at.ts';
import type { Auditor, CheckStore, Clock, PostureRecordStore, SweepStore } from '../core/ports.ts';
import {
  type Checked,
  type CheckResult,
  type FactsOf,
  refreshed,
  type Scope,
  type UnknownCause,
} from '../core/posture.ts';
import { type PostureRecord, stateOf } from '../core/posture-record.ts';
import { judgeFacts } from './judge-facts.ts';
import { type FactName, needsOf } from './known-checks.ts';
import { lookScopes, scopeOfSubject } from './look-scopes.ts';
import { causesIn } from './unknown-facts.ts';

/** What checking needs. */
export interface CheckPosturePorts {
  readonly auditor: Auditor;
  readonly store: LookStore;
  readonly clock: Clock;
}

/** What a look remembers, and what it is held against. */
export type LookStore = CheckStore & PostureRecordStore & Pick<SweepStore, 'firstSweep'>;

/** What one look gave. */
export interface Look {
  /** The account's id, `organization` or `guard`. */
  readonly subject: string;
  /** Worst first. */
  readonly results: readonly CheckResult[];
  /** Checks that got worse, by two looks, and whose alert nobody posted yet. */
  readonly due: readonly string[];
  readonly fixed: readonly Fixed[];
  readonly record: PostureRecord;
  /** Why facts are not known, if any are not. */
  readonly causes: readonly UnknownCause[];
}

/** What a look is about, if not about everything. */
export interface LookOptions {
  /** The checks that are looked at. */
  readonly only?: readonly string[];
  /** The name of the person who asked. */
  readonly by?: string;
  /** True if this is the second look at what looked worse. */
  readonly second?: boolean;
}

/** What AWS told of an account, the organization or the guard: every fact, or some. */
export type Gathered = { readonly [S in Scope]: GatheredOf<S> }[Scope];

interface GatheredOf<S extends Scope> {
  readonly scope: S;
  readonly subject: string;
  /** Ms since the epoch. */
  readonly at: number;
  readonly facts: Partial<FactsOf[S]>;
  /** True if it is every fact. */
  readonly whole: boolean;
}

/** Asks AWS about an account, the organization or the guard, and stores what it told, and what has changed since the last time. */
export async function lookAt(
  ports: CheckPosturePorts,
  subject: string,
  options: LookOptions = {},
): Promise<Look> {
  const needs = options.only?.flatMap((check) => needsOf(check) ?? []);
  return await remember(ports, await gather(ports, subject, needs), options);
}

/**
 * Asks AWS about an account, the organization or the guard; with `needs` about those facts alone, unless nothing is stored that
 * could stand beside them. `run` is the id of the sweep that it is for.
 */
export async function gather(
  { auditor, store, clock }: CheckPosturePorts,
  subject: string,
  needs?: readonly FactName[],
  run?: string,
): Promise<Gathered> {
  const ask = async <S extends Scope>(scope: S): Promise<GatheredOf<S>> => {
    const whole = needs === undefined || (await lookScopes[scope].last(store, subject)) === undefined;
    const own = whole ? undefined : (needs as readonly (keyof FactsOf[S])[]);
    const facts = await lookScopes[scope].gather(auditor, subject, own, run);
    return { scope, subject, facts, at: clock(), whole };
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
  return await rememberIn(store, gathered as GatheredOf<Scope>, options);
}

async function rememberIn<S extends Scope>(
  store: CheckPosturePorts['store'],
  gathered: GatheredOf<S>,
  options: LookOptions,
): Promise<Look> {
  const { scope, subject, at, facts } = gathered;
  const results = judgeFacts(scope, facts, at);
  const look = await settle(store, { subject, at, results }, () => save(store, gathered), options);
  return { ...look, causes: causesIn(facts) };
}

/** Facts that were not gathered stay as they are stored, with their age. */
async function save<S extends Scope>(store: CheckStore, gathered: GatheredOf<S>): Promise<void> {
  const { scope, subject, at, facts, whole } = gathered;
  const kept = lookScopes[scope];
  if (whole) {
    await kept.save(store, subject, { at, facts: facts as FactsOf[S] });
    return;
  }
  for (;;) {
    const last = await kept.last(store, subject);
    // Somebody has looked since, and knows better.
    if (last === undefined || last.at > at) return;
    if (await kept.save(store, subject, refreshed(last, { at, facts }), last.at)) return;
  }
}

/** The last verdicts on an account, the organization or the guard, worst first; none if it was never looked at. */
export async function lastResults(store: CheckStore, subject: string): Promise<readonly CheckResult[]> {
  const judged = async <S extends Scope>(scope: S) => {
    const last = await lookScopes[scope].last(store, subject);
    return last === undefined ? [] : judgeFacts(scope, last.facts, last.at, last.older);
  };
  return await judged(scopeOfSubject(subject));
}

/** What is due is written before the facts are: a worker that dies in between does it all again. */
async function settle(
  store: LookStore,
  seen: { readonly subject: string; readonly at: number; readonly results: readonly CheckResult[] },
  save: () => Promise<void>,
  { only, ...kind }: LookOptions,
): Promise<Omit<Look, 'causes'>> {
  const { subject, at } = seen;
  const results = seen.results.filter(({ check }) => only === undefined || only.includes(check));
  for (;;) {
    const before = await store.postureRecord(subject);
    const firstIsNews = failsFirst(before, results) && (await store.firstSweep()) !== undefined;
    const { record, fixed } = lookedAt(before, results, at, { ...kind, firstIsNews });
    if (record !== before && !(await store.replacePostureRecord(record))) continue;
    await save();
    return { subject, results, due: dueAlerts(record), fixed, record };
  }
}

/** Whether something fails that nobody has seen before. */
function failsFirst(record: PostureRecord, results: readonly CheckResult[]): boolean {
  return results.some(({ check, outcome }) => outcome === 'fail' && stateOf(record, check) === undefined);
}

/** Every check's verdict on an account, worst first. Pure. */
export function judgeAccount({ facts, at, older }: Checked<'account'>): readonly CheckResult[] {
  return judgeFacts('account', facts, at, older);
}
