import type { AccountState } from '../core/account.ts';
import { unknownCauses } from '../core/fact.ts';
import type { Locale } from '../core/locale.ts';
import type { Outcome } from '../core/posture.ts';
import type { Sweep, SweepCounts, SweptAccount } from '../core/sweep.ts';
import { accountShape } from './account-shape.ts';
import { dictionary, flag, list, members, number, oneOf, optional, text } from './shape.ts';

/** Tests that a stored value is what this version of RootGuard calls a sweep. */
export const sweepShape = members<Sweep>({
  id: text,
  startedAt: number,
  by: optional(members<NonNullable<Sweep['by']>>({ user: text, name: text })),
  locale: oneOf<Locale>({ en: 1, ko: 1 }),
  check: optional(text),
  again: optional(flag),
  total: number,
  skipped: list(accountShape),
  unlisted: optional(
    members<NonNullable<Sweep['unlisted']>>({ at: number, cause: oneOf(unknownCauses), call: text }),
  ),
});

/** Tests the stored counts of a group of accounts. */
export const countsShape = members<SweepCounts>({ looked: number, failing: number, unreachable: number });

/** Tests that a stored value is what this version of RootGuard calls an account of a sweep. */
export const sweptShape = members<SweptAccount>({
  account: text,
  outcomes: dictionary(oneOf<Outcome>({ pass: 1, warn: 1, fail: 1, 'not-applicable': 1, unknown: 1 })),
  unreachable: optional(
    members<NonNullable<SweptAccount['unreachable']>>({ cause: oneOf(unknownCauses), call: text }),
  ),
  state: optional(
    oneOf<AccountState>({ active: 1, pending: 1, suspended: 1, closing: 1, closed: 1, left: 1 }),
  ),
  worsened: optional(list(text)),
  suspected: optional(flag),
});
