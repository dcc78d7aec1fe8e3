import type { Text, TextList } from './locale.ts';
import type { Severity } from './severity.ts';

/** What a check found out. `unknown` means that it could not look, and is never a pass. */
export type Outcome = 'pass' | 'warn' | 'fail' | 'not-applicable' | 'unknown';

/** Why a fact could not be gathered. */
export type UnknownCause =
  | 'access-denied'
  | 'throttled'
  | 'not-ready'
  | 'assume-role-failed'
  | 'service-error'
  | 'timeout';

/** A fact that AWS told, or why it could not be learnt. */
export type Fact<T> =
  | { readonly known: true; readonly value: T }
  | { readonly known: false; readonly cause: UnknownCause; readonly call: string };

/** The numbers of iam:GetAccountSummary that speak of root. A key may be absent: then it is unknown, not 0. */
export interface RootCredentials {
  readonly accessKeys: number | undefined;
  readonly mfaEnabled: boolean | undefined;
  readonly passwordPresent: boolean | undefined;
  readonly signingCertificates: number | undefined;
}

/**
 * The `<root_account>` row of the credential report, which alone tells active keys from inactive ones. A key that the
 * report does not know of is undefined, not inactive.
 */
export interface RootReportRow {
  readonly key1Active: boolean | undefined;
  readonly key2Active: boolean | undefined;
  /** When AWS made the report, ms since the epoch; it may be 4 hours old. */
  readonly generatedAt: number;
}

/** A trail as CloudTrail describes it in the Region that was asked. */
export interface Trail {
  readonly name: string;
  readonly multiRegion: boolean;
  /** From GetTrailStatus; a described trail may be stopped. */
  readonly logging: Fact<boolean>;
  /** Whether its event selectors let root's management writes through. */
  readonly admitsRootWrites: Fact<boolean>;
}

/** The EventBridge rule that feeds RootGuard. */
export interface AlertRule {
  readonly name: string;
  readonly exists: boolean;
  readonly state: string | undefined;
  readonly targets: number;
}

/** Everything the checks may ask of one account. Each is gathered at most once. */
export interface AccountFacts {
  readonly rootCredentials: Fact<RootCredentials>;
  readonly rootReport: Fact<RootReportRow>;
  /** Serial numbers of virtual MFA devices that belong to root. */
  readonly rootVirtualMfa: Fact<readonly string[]>;
  readonly trails: Fact<readonly Trail[]>;
  readonly alertRule: Fact<AlertRule>;
}

/** One posture check: what it needs, how it judges, the words and the remedy. Its file name is its id. */
export interface Check {
  readonly title: Text;
  readonly severity: Severity;
  /** Pure: facts in, verdict out. */
  readonly judge: (facts: AccountFacts) => Verdict;
  /** What to do when it fails, in the console's present wording. */
  readonly remedy: TextList;
  /** Ids of the same control elsewhere. */
  readonly mappings: Readonly<Record<string, string>>;
  readonly examples: () => readonly CheckExample[];
}

/** A check's verdict and the sentence that explains it. */
export interface Verdict {
  readonly outcome: Outcome;
  readonly says: Text;
}

/** Facts and the verdict they must give; each is a test. */
export interface CheckExample {
  readonly name: string;
  readonly facts: AccountFacts;
  readonly gives: Outcome;
}

/** Types a check; does nothing at run time. */
export function defineCheck(check: Check): Check {
  return check;
}

/** The verdict on a fact that could not be gathered. */
export function unknown(fact: { readonly cause: UnknownCause; readonly call: string }): Verdict {
  const cause = unknownCauses[fact.cause];
  return {
    outcome: 'unknown',
    says: {
      en: `Could not look: ${cause.en} (${fact.call}).`,
      ko: `확인하지 못했습니다: ${cause.ko} (${fact.call}).`,
    },
  };
}

const unknownCauses: Readonly<Record<UnknownCause, Text>> = {
  'access-denied': { en: 'AWS denied access', ko: 'AWS가 접근을 거부함' },
  throttled: { en: 'AWS throttled the call', ko: 'AWS가 호출을 제한함' },
  'not-ready': { en: 'the report is not ready yet', ko: '보고서가 아직 준비되지 않음' },
  'assume-role-failed': {
    en: 'the audit role of this account could not be assumed',
    ko: '이 계정의 감사 역할을 맡을 수 없음',
  },
  'service-error': { en: 'AWS answered with an error', ko: 'AWS가 오류를 반환함' },
  timeout: { en: 'AWS did not answer in time', ko: 'AWS가 제시간에 응답하지 않음' },
};

/** What AWS told about one account, as it is stored: facts, so that a later reader gets the words of today in their language. */
export interface AccountCheck {
  readonly account: string;
  /** When the facts were gathered, ms since the epoch. */
  readonly at: number;
  readonly facts: AccountFacts;
}

/** One check's verdict on one account. */
export interface CheckResult extends Verdict {
  /** The check's id. */
  readonly check: string;
  readonly severity: Severity;
}
