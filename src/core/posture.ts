import type { AccountFacts } from './account-facts.ts';
import type { UnknownCause, UnknownFact } from './fact.ts';
import type { GuardFacts } from './guard-facts.ts';
import type { Text, TextList } from './locale.ts';
import type { OrganizationFacts } from './organization-facts.ts';
import type { Severity } from './severity.ts';

export type { AccountFacts } from './account-facts.ts';
export type { Fact, UnknownCause } from './fact.ts';
export type { GuardFacts } from './guard-facts.ts';
export type { OrganizationFacts } from './organization-facts.ts';

/** What a check found out. `unknown` means that it could not look, and is never a pass. */
export type Outcome = 'pass' | 'warn' | 'fail' | 'not-applicable' | 'unknown';

/** What a check is about, and the facts that it may ask for: one account, the organisation, or the guard itself. */
export interface FactsOf {
  readonly account: AccountFacts;
  readonly organization: OrganizationFacts;
  readonly guard: GuardFacts;
}

/** What a check is about. */
export type Scope = keyof FactsOf;

/** One posture check: what it needs, how it judges, the words and the remedy. Its file name is its id. */
export interface CheckOf<S extends Scope, Needs extends keyof FactsOf[S] = keyof FactsOf[S]> {
  readonly scope: S;
  readonly title: Text;
  readonly severity: Severity;
  /** The facts that it judges by; the compiler lets it see no others. */
  readonly needs: readonly Needs[];
  /** Pure: facts, and when they were gathered (ms since the epoch), in; verdict out. */
  readonly judge: (facts: Pick<FactsOf[S], Needs>, at: number) => Verdict;
  /** What to do when it fails, in the console's present wording, and the command where there is one. */
  readonly remedy: TextList;
  /** The guide (`/rootguard guide <word>`) that says more. */
  readonly guide?: string;
  /** Ids of the same control elsewhere. */
  readonly mappings: Readonly<Record<string, string>>;
  readonly examples: () => readonly CheckExample<FactsOf[S]>[];
}

/** A check of any scope. */
export type Check = { readonly [S in Scope]: CheckOf<S> }[Scope];

/** A check's verdict and the sentence that explains it. */
export interface Verdict {
  readonly outcome: Outcome;
  readonly says: Text;
  /** True of a warning that is as it must be, such as that a new account has a day: a report shows it, and no alert is raised by it. */
  readonly quiet?: true;
}

/** Facts and the verdict they must give, when they are gathered at `exampleTime`; each is a test. */
export interface CheckExample<Facts> {
  readonly name: string;
  readonly facts: Facts;
  readonly gives: Outcome;
}

/** When the facts of every example were gathered. */
export const exampleTime = Date.UTC(2026, 10, 23, 6);

/** Types a check; does nothing at run time. */
export function defineCheck<S extends Scope, Needs extends keyof FactsOf[S]>(
  check: CheckOf<S, Needs>,
): CheckOf<S, Needs> {
  return check;
}

/** The verdict on a fact that could not be gathered. */
export function unknown(fact: Omit<UnknownFact, 'known'>): Verdict {
  const cause = causeWords[fact.cause];
  return {
    outcome: 'unknown',
    says: {
      en: `Could not look: ${cause.en} (${fact.call}).`,
      ko: `확인하지 못했습니다: ${cause.ko} (${fact.call}).`,
    },
  };
}

/** Why something could not be looked at, in words. */
export const causeWords: Readonly<Record<UnknownCause, Text>> = {
  'access-denied': { en: 'AWS denied access', ko: 'AWS가 접근을 거부함' },
  throttled: { en: 'AWS throttled the call', ko: 'AWS가 호출을 제한함' },
  'not-ready': { en: 'AWS has no such report yet', ko: '보고서가 아직 준비되지 않음' },
  'assume-role-failed': {
    en: 'the audit role of this account could not be assumed',
    ko: '이 계정의 감사 역할을 맡을 수 없음',
  },
  'not-organization-admin': {
    en: 'only the management account and delegated administrators are told',
    ko: '관리 계정과 위임된 관리자만 볼 수 있음',
  },
  'central-root-off': {
    en: 'the organization does not manage root centrally, so AWS opens no root session',
    ko: '조직에서 루트를 중앙에서 관리하지 않아 AWS가 루트 세션을 열지 않음',
  },
  'region-disabled': { en: 'the Region is not enabled', ko: '활성화되지 않은 리전임' },
  'clock-skew': { en: 'the clocks of AWS and RootGuard differ', ko: 'AWS와 RootGuard의 시계가 서로 다름' },
  'not-gathered-yet': {
    en: 'the last check was made by an older version, so check again',
    ko: '마지막 점검이 이전 버전에서 이루어져 다시 점검해야 함',
  },
  'store-error': { en: "RootGuard's table did not answer", ko: 'RootGuard의 테이블이 응답하지 않음' },
  'slack-error': { en: 'Slack did not answer', ko: 'Slack이 응답하지 않음' },
  'service-error': { en: 'AWS answered with an error', ko: 'AWS가 오류를 반환함' },
  timeout: { en: 'AWS did not answer in time', ko: 'AWS가 제시간에 응답하지 않음' },
};

/** A verdict and its sentence in both languages. */
export function verdict(outcome: Exclude<Outcome, 'unknown'>, en: string, ko: string): Verdict {
  return { outcome, says: { en, ko } };
}

/** A warning that is as it must be, and its sentence in both languages: no alert is raised by it. */
export function quietWarning(en: string, ko: string): Verdict {
  return { ...verdict('warn', en, ko), quiet: true };
}

/** What AWS told, as it is stored: facts, so that a later reader gets the words of today in their language. */
export interface Checked<S extends Scope> {
  /** When AWS was asked last, ms since the epoch. */
  readonly at: number;
  readonly facts: FactsOf[S];
  /** When facts were gathered that are older than that: a look at one check leaves the others as they were. */
  readonly older?: Ages;
}

/** Times of facts, in ms since the epoch, by the facts' names. */
export type Ages = Readonly<Record<string, number>>;

/** Stored facts after a look at some of them. */
export function refreshed<S extends Scope>(
  last: Checked<S>,
  look: { readonly at: number; readonly facts: Partial<FactsOf[S]> },
): Checked<S> {
  const left = Object.keys(last.facts).filter((name) => !Object.hasOwn(look.facts, name));
  const older = Object.fromEntries(left.map((name) => [name, last.older?.[name] ?? last.at]));
  return { at: look.at, facts: { ...last.facts, ...look.facts }, older };
}

/** When the oldest of stored facts was gathered: nothing that is said of all of them is younger. */
export function oldestOf({ at, older = {} }: Pick<Checked<Scope>, 'at' | 'older'>): number {
  return Math.min(at, ...Object.values(older));
}

/** The last facts of one account. */
export interface AccountCheck extends Checked<'account'> {
  readonly account: string;
}

/** The last facts of the organisation. */
export type OrganizationCheck = Checked<'organization'>;

/** The last facts of the guard itself. */
export type GuardCheck = Checked<'guard'>;

/** One check's verdict on an account, the organisation or the guard. */
export interface CheckResult extends Verdict {
  /** The check's id. */
  readonly check: string;
  readonly severity: Severity;
}
