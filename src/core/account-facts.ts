import type { Fact } from './fact.ts';
import type { RegionalHeartbeat } from './heartbeat.ts';
import type { RootInventory, RootMfaDevices } from './root-own-facts.ts';
import type { AlertPath, AlertRule, GuardRule, RegionalRule } from './rule-facts.ts';

export type { RootInventory, RootMfaDevices } from './root-own-facts.ts';
export type { AlertPath, AlertRule, AlertTarget, GuardRule, RegionalRule, RuleFault } from './rule-facts.ts';

/** The numbers of iam:GetAccountSummary that speak of root. A key may be absent: then it is unknown, not 0. */
export interface RootCredentials {
  readonly accessKeys: number | undefined;
  readonly mfaEnabled: boolean | undefined;
  readonly passwordPresent: boolean | undefined;
  readonly signingCertificates: number | undefined;
}

/**
 * The `<root_account>` row of the credential report, which alone tells active keys from inactive ones. A key that the
 * report does not know of is undefined, not inactive; so is a password of which it says `not_supported`.
 */
export interface RootReportRow {
  readonly key1Active: boolean | undefined;
  readonly key2Active: boolean | undefined;
  /** Absent in what versions before the password's column was read have stored. */
  readonly passwordEnabled?: boolean | undefined;
  /** How many signing certificates are active; undefined where the report does not tell, and absent in what older versions stored. */
  readonly activeCertificates?: number | undefined;
  /** When AWS made the report, ms since the epoch; it may be 4 hours old. */
  readonly generatedAt: number;
}

/** When root was last used, by the credential report: the latest of the password and both keys. */
export interface RootLastUse {
  /** Ms since the epoch; undefined if AWS knows of no use. */
  readonly at: number | undefined;
  readonly by: 'password' | 'access-key' | undefined;
  /** When AWS made the report, ms since the epoch. */
  readonly reportedAt: number;
  /** Whether RootGuard knows of a use at that time, and so told somebody. */
  readonly alerted: Fact<boolean>;
}

/** A trail as CloudTrail describes it in the Region that was asked. */
export interface Trail {
  readonly name: string;
  readonly multiRegion: boolean;
  /** From GetTrailStatus; a described trail may be stopped. */
  readonly logging: Fact<boolean>;
  /** Whether its event selectors let root's management writes through. */
  readonly admitsRootWrites: Fact<boolean>;
  /** Whether they let through what root reads. Absent in what older versions stored, as the next ones. */
  readonly admitsRootReads?: Fact<boolean> | undefined;
  /** True for a trail of the whole organisation. */
  readonly organization?: boolean | undefined;
  /** CloudTrail's own word for why it could not deliver last time, such as `AccessDenied`. */
  readonly deliveryError?: string | undefined;
  /** When it last delivered, ms since the epoch. */
  readonly deliveredAt?: number | undefined;
  /** When somebody last started and stopped it, ms since the epoch. */
  readonly startedAt?: number | undefined;
  readonly stoppedAt?: number | undefined;
}

/** How root is managed from above. */
export interface CentralRoot {
  /** What the account is: `standalone` without an organisation. */
  readonly role: 'management' | 'member' | 'standalone';
  /** Whether the organisation manages root's credentials centrally. */
  readonly managed: Fact<boolean>;
}

/** One alternate contact. People's data is not kept: a mark tells whether two addresses are the same. */
export interface Contact {
  readonly registered: boolean;
  readonly mark: string | undefined;
}

/** The address of root. */
export interface RootEmail {
  /** As it may be shown: `a***@example.com`. */
  readonly masked: string;
  /** Whether its domain is one that the installation approves; undefined if it approves none in particular. */
  readonly approved: boolean | undefined;
}

/** What Trusted Advisor says of root's MFA; `no-plan` where the account's support plan has no API for it. */
export type TrustedAdvisorWord = 'ok' | 'warning' | 'error' | 'not_available' | 'no-plan';

/** What CloudTrail's own history has of root, held against what RootGuard was told. */
export interface RootHistory {
  /** From when on it was looked at, ms since the epoch; undefined while RootGuard has only begun to watch. */
  readonly from: number | undefined;
  /** How many events of root there were that RootGuard must know. */
  readonly events: number;
  /** Those that it does not know, oldest first, at most ten. */
  readonly missed: readonly MissedEvent[];
}

/** An event of root that never reached RootGuard. */
export interface MissedEvent {
  readonly id: string;
  readonly name: string;
  /** Ms since the epoch. */
  readonly at: number;
}

/** The member's queue for what the hub did not take, in the hub's Region. */
export interface ForwardQueue {
  readonly exists: boolean;
  /** How many events lie there. SQS counts approximately. */
  readonly events: number;
}

/** Everything the checks may ask of one account. Each is gathered at most once. */
export interface AccountFacts {
  readonly rootCredentials: Fact<RootCredentials>;
  readonly rootReport: Fact<RootReportRow>;
  readonly rootLastUse: Fact<RootLastUse>;
  /** Since when RootGuard watches the account, ms since the epoch; undefined before its first check. */
  readonly watchedSince: Fact<number | undefined>;
  /** Serial numbers of virtual MFA devices that belong to root. */
  readonly rootVirtualMfa: Fact<readonly string[]>;
  /** Which MFA devices root has; undefined if nobody looks with a root session: none can be had of a management account. */
  readonly rootMfaDevices: Fact<RootMfaDevices | undefined>;
  /** What else a root session sees; undefined like the devices. */
  readonly rootInventory: Fact<RootInventory | undefined>;
  readonly centralRoot: Fact<CentralRoot>;
  readonly securityContact: Fact<Contact>;
  readonly billingContact: Fact<Contact>;
  readonly operationsContact: Fact<Contact>;
  /** Undefined if nobody is asked for it: the installation approves no domains in particular, and nobody listed the account. */
  readonly rootEmail: Fact<RootEmail | undefined>;
  readonly trustedAdvisor: Fact<TrustedAdvisorWord>;
  readonly trails: Fact<readonly Trail[]>;
  readonly alertRule: Fact<AlertRule>;
  readonly alertPath: Fact<AlertPath>;
  /** The other rules that RootGuard has there; those of other Regions are told with them. */
  readonly guardRules: Fact<readonly GuardRule[]>;
  /** Of every other Region that is enabled. */
  readonly regionalRules: Fact<readonly RegionalRule[]>;
  /** Undefined in the hub, which forwards nothing. */
  readonly forwardQueue: Fact<ForwardQueue | undefined>;
  readonly rootHistory: Fact<RootHistory>;
  /** The last heartbeats of this account through the real path, in the order of Regions. */
  readonly heartbeats: Fact<readonly RegionalHeartbeat[]>;
}
