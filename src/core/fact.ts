/** The causes for which a fact can be unknown. */
export const unknownCauses = {
  'access-denied': 1,
  throttled: 1,
  'not-ready': 1,
  'assume-role-failed': 1,
  'not-organization-admin': 1,
  'central-root-off': 1,
  'region-disabled': 1,
  'clock-skew': 1,
  'not-gathered-yet': 1,
  'store-error': 1,
  'slack-error': 1,
  'service-error': 1,
  timeout: 1,
} as const;

/** Why a fact could not be gathered. */
export type UnknownCause = keyof typeof unknownCauses;

/** A fact that AWS told, or why it could not be learnt. */
export type Fact<T> = { readonly known: true; readonly value: T } | UnknownFact;

/** A fact that could not be learnt: the cause, and the call (`iam:GetAccountSummary`) that would have told. */
export interface UnknownFact {
  readonly known: false;
  readonly cause: UnknownCause;
  readonly call: string;
}

/** A fact that an older version of RootGuard did not gather: an upgrade makes nothing unreadable. */
export const notGatheredYet: UnknownFact = {
  known: false,
  cause: 'not-gathered-yet',
  call: '/rootguard check',
};

/** A fact that AWS told. */
export function known<T>(value: T): Fact<T> & { readonly known: true } {
  return { known: true, value };
}

/** A fact that AWS would not tell. */
export function denied(call: string): UnknownFact {
  return { known: false, cause: 'access-denied', call };
}
