import type { AccountState, KnownAccount, Listing } from '../core/account.ts';
import { unknownCauses } from '../core/fact.ts';
import { list, members, number, oneOf, optional, text } from './shape.ts';

/** Tests that a stored value is what this version of RootGuard calls an account. */
export const accountShape = members<KnownAccount>({
  id: text,
  name: optional(text),
  state: oneOf<AccountState>({ active: 1, pending: 1, suspended: 1, closing: 1, closed: 1, left: 1 }),
  joinedAt: optional(number),
  rootEmail: optional(text),
});

/** Tests that a stored value is what this version of RootGuard calls the state of the listing. */
export const listingShape = members<Listing>({
  completedAt: optional(number),
  failure: optional(
    members<NonNullable<Listing['failure']>>({ at: number, cause: oneOf(unknownCauses), call: text }),
  ),
  partial: optional(
    members<NonNullable<Listing['partial']>>({ startedAt: number, token: text, seen: list(text) }),
  ),
});
