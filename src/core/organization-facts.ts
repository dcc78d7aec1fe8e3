import type { Trail } from './account-facts.ts';
import type { Fact } from './fact.ts';

/** The organisation that the hub is in; undefined members where there is none. */
export interface Organization {
  readonly id: string | undefined;
  readonly managementAccount: string | undefined;
}

/** What iam:ListOrganizationsFeatures tells, or why there is nothing to tell. */
export interface RootFeatures {
  readonly credentialsManagement: boolean;
  readonly sessions: boolean;
  /** `no-organization`, `service-access-off` (trusted access for IAM), `not-all-features` (consolidated billing only). */
  readonly obstacle: 'no-organization' | 'service-access-off' | 'not-all-features' | undefined;
}

/** Who may open root sessions besides the management account. */
export interface IamAdministrators {
  readonly accounts: readonly string[];
  /** The accounts that the installation says are meant to be; empty if it does not say. */
  readonly expected: readonly string[];
}

/** One service control policy that denies root something. */
export interface RootDenial {
  readonly policy: string;
  /** True if it denies root every action; false for some of them, or `NotAction`. */
  readonly everything: boolean;
  /** True if it leaves sessions of sts:AssumeRoot alone (`aws:AssumedRoot`). */
  readonly exemptsAssumedRoot: boolean;
  /** How much of the organisation it is attached to; `together`: all of it, with others that deny root in the same way. */
  readonly covers: 'all' | 'together' | 'some' | 'none';
}

/** The organisation's accounts, held against those that RootGuard hears of. */
export interface Onboarding {
  readonly active: number;
  /** Accounts that joined more than a day ago and were not heard of at their last look; by their names, at most fifty. */
  readonly missing: readonly string[];
  /** How many there are in all. */
  readonly missingCount: number;
  /** How many of those that joined within a day are not guarded yet. */
  readonly newCount: number;
  /** How many nobody has looked at so far, so that nothing is known of them. */
  readonly unlookedCount: number;
  /**
   * Those of them that joined more than a day ago, once RootGuard itself is older than a day; by their names, at most fifty. Absent in
   * what older versions stored, as the next one.
   */
  readonly overdue?: readonly string[] | undefined;
  /** How many there are in all. */
  readonly overdueCount?: number | undefined;
}

/** The last look at root of the management account, which no policy binds and no root session of ours can enter. */
export interface ManagementRoot {
  readonly account: string;
  /** When it was looked at, ms since the epoch; the rest is empty where nobody ever did. */
  readonly checkedAt: number | undefined;
  /** The checks of its root user, by what they came to; those that pass or do not apply are left out. */
  readonly failing: readonly string[];
  readonly warning: readonly string[];
  readonly unknown: readonly string[];
}

/** Everything the checks may ask of the organisation, once for all accounts. */
export interface OrganizationFacts {
  readonly organization: Fact<Organization>;
  readonly rootFeatures: Fact<RootFeatures>;
  readonly iamAdministrators: Fact<IamAdministrators>;
  readonly rootDenials: Fact<readonly RootDenial[]>;
  readonly organizationTrails: Fact<readonly Trail[]>;
  readonly onboarding: Fact<Onboarding>;
  /** Undefined where there is no organisation. */
  readonly managementRoot: Fact<ManagementRoot | undefined>;
}
