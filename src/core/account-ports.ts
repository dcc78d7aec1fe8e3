import type { AccountState, KnownAccount, Listing } from './account.ts';
import type { UnknownCause } from './posture.ts';

/** Where the organization's accounts are kept, so that no alert waits for Organizations. */
export interface AccountStore {
  account(id: string): Promise<KnownAccount | undefined>;
  /** Every account that was ever listed, in the order of ids. */
  knownAccounts(): Promise<readonly KnownAccount[]>;
  saveAccount(account: KnownAccount): Promise<void>;
  listing(): Promise<Listing>;
  saveListing(listing: Listing): Promise<void>;
}

/** AWS Organizations. Methods throw OrganizationError. */
export interface Organization {
  /** One page of the organization's accounts; `next` asks for the one after. A page may be empty and not the last. */
  page(token?: string): Promise<{ readonly accounts: readonly KnownAccount[]; readonly next?: string }>;
  /** The state of one account now; `left` if the organization does not have it. */
  stateOf(account: string): Promise<AccountState>;
}

/** Organizations did not tell. */
export class OrganizationError extends Error {
  override readonly name = 'OrganizationError';
  /** Which call it was, such as `organizations:ListAccounts`, and why it failed. */
  readonly call: string;
  readonly unknown: UnknownCause;

  constructor(call: string, unknown: UnknownCause, options?: ErrorOptions) {
    super(`${call} failed: ${unknown}`, options);
    this.call = call;
    this.unknown = unknown;
  }
}

/** The accounts that are guarded, and their names. */
export interface Directory {
  /**
   * Learns the names of accounts before something is shown. Resolves after 300 ms at the latest, counted from when an account
   * was first asked about, and never rejects: an alert does not wait for a name, it shows the bare id.
   */
  prepare(accounts: readonly string[]): Promise<void>;
  /** The account's name, or undefined if nobody gave it one, or it was not learnt in time. */
  nameOf(account: string): string | undefined;
  /** Every account that is or was guarded, with its name. */
  accounts(): Promise<readonly KnownAccount[]>;
}
