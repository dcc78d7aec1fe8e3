import type { UnknownCause } from './posture.ts';

/** An account that RootGuard knows of. */
export interface KnownAccount {
  /** 12 digits. */
  readonly id: string;
  /** Undefined where nobody gave one. */
  readonly name: string | undefined;
  readonly state: AccountState;
  /** When it joined the organization, ms since the epoch; undefined where nobody was told. */
  readonly joinedAt?: number;
  /** The address of its root as it may be shown and kept, `a***@example.com`; undefined where nobody was told. */
  readonly rootEmail?: string;
}

/**
 * What AWS says of an account; `left` means that the organization had it once. Root of an account that is not active cannot
 * be looked at by a role. https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_account_state.html
 */
export type AccountState = 'active' | 'pending' | 'suspended' | 'closing' | 'closed' | 'left';

/** How far RootGuard is with listing the organization. Times are in ms since the epoch. */
export interface Listing {
  /** When the whole organization was listed last; undefined if it never was. */
  readonly completedAt?: number;
  /** Why the last attempt did not succeed; undefined if it did. */
  readonly failure?: { readonly at: number; readonly cause: UnknownCause; readonly call: string };
  /** What was listed so far, and where to go on: 5,000 accounts are 250 pages. */
  readonly partial?: { readonly startedAt: number; readonly token: string; readonly seen: readonly string[] };
}
