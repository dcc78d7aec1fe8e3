import type { AccountStore } from './account-ports.ts';
import type { CanaryStore } from './canary.ts';
import type { CustodianStore } from './custodian-ports.ts';
import type { DrillEvent } from './drill.ts';
import type { Heartbeat, RegionalHeartbeat } from './heartbeat.ts';
import type { Locale } from './locale.ts';
import type { RootAuditStore } from './own-audit.ts';
import type { PlanStore } from './plan-ports.ts';
import type {
  AccountCheck,
  AccountFacts,
  GuardCheck,
  GuardFacts,
  OrganizationCheck,
  OrganizationFacts,
} from './posture.ts';
import type { PostureRecordStore, SweepStore } from './posture-ports.ts';
import type {
  ChoreStore,
  DeliveryStore,
  DrillStore,
  DropCounter,
  EventStore,
  EvidenceStore,
  HistoryStore,
  IncidentStore,
  LedgerStore,
} from './store-ports.ts';
import type { Verdicts } from './verdicts.ts';

export * from './account-ports.ts';
export * from './jobs.ts';
export { NotifierError, SlackError, StoreError } from './port-errors.ts';
export * from './posture-ports.ts';
export * from './slack-ports.ts';
export * from './store-ports.ts';

/** The time, in milliseconds since the epoch. */
export type Clock = () => number;

/** One JSON line a call. Fields must never hold a secret, a response_url or a token. */
export interface Logger {
  info(event: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(event: string, fields?: Readonly<Record<string, unknown>>): void;
  error(event: string, fields?: Readonly<Record<string, unknown>>): void;
}

/**
 * Where the facts of the last posture checks live: one entry an account, one for the organisation, one for the guard. Saving
 * resolves with false, and changes nothing, if facts of a later look are stored, or, given `seen`, of another look than that of
 * this time.
 */
export interface CheckStore {
  saveCheck(check: AccountCheck, seen?: number): Promise<boolean>;
  lastCheck(account: string): Promise<AccountCheck | undefined>;
  lastChecks(): Promise<readonly AccountCheck[]>;
  /** Stores what a look of a time came to, unless what a later one came to is stored. */
  saveVerdicts(verdicts: Verdicts, at: number): Promise<void>;
  /** What the last looks came to, in the order of account ids; of accounts that an older version looked at there is none. */
  lastVerdicts(): Promise<readonly Verdicts[]>;
  /** When an account, the organization or the guard was first checked, ms since the epoch; undefined if it never was. */
  watchedSince(subject: string): Promise<number | undefined>;
  saveOrganizationCheck(check: OrganizationCheck, seen?: number): Promise<boolean>;
  lastOrganizationCheck(): Promise<OrganizationCheck | undefined>;
  saveGuardCheck(check: GuardCheck, seen?: number): Promise<boolean>;
  lastGuardCheck(): Promise<GuardCheck | undefined>;
}

/** Where the last heartbeats live, one for each account and Region. */
export interface HeartbeatStore {
  /** Remembers that a heartbeat came through the real path; an older one than is known changes nothing. */
  saveHeartbeat(heartbeat: Heartbeat): Promise<void>;
  /** The last heartbeat of an account, of the Region that has been silent longest; undefined if none ever came. */
  lastHeartbeat(account: string): Promise<Heartbeat | undefined>;
  /** What is known of every Region of an account, in the order of Regions. */
  heartbeats(account: string): Promise<readonly RegionalHeartbeat[]>;
  /** Remembers since when (ms since the epoch) heartbeats are expected of which Regions, and of no others. */
  expectHeartbeats(account: string, since: Readonly<Record<string, number>>): Promise<void>;
}

/** What the guard itself remembers, for checks that hold AWS's word against it. */
export type GuardMemory = Pick<LedgerStore, 'ledger'> &
  Pick<EventStore, 'event'> &
  Pick<CheckStore, 'watchedSince' | 'lastChecks' | 'lastVerdicts'> &
  Pick<HeartbeatStore, 'heartbeats' | 'expectHeartbeats'> &
  Pick<AccountStore, 'account' | 'knownAccounts' | 'listing'> &
  Pick<RootAuditStore, 'noteRootAudit'> &
  Pick<CanaryStore, 'canaryLog'>;

/** What raising an alert remembers, and looks up. */
export type AlertStore = IncidentStore &
  EventStore &
  LedgerStore &
  DeliveryStore &
  DrillStore &
  HistoryStore &
  HeartbeatStore &
  AccountStore &
  DropCounter &
  PlanStore &
  CanaryStore &
  RootAuditStore;

/** Everything that is remembered. */
export type Store = AlertStore &
  ChoreStore &
  EvidenceStore &
  CheckStore &
  PostureRecordStore &
  SweepStore &
  CustodianStore;

/** People and what they may do. */
export interface People {
  /** A person's name and language; the id and English if Slack does not tell in time. Never throws. */
  profile(user: string): Promise<Profile>;
  /** Whether a person may change the state of incidents. `unknown` when Slack could not say: then they may not. */
  mayAct(user: string): Promise<'yes' | 'no' | 'unknown'>;
  /** The people in the group that is called when nobody is on an alert; none if no group is set. Throws SlackError. */
  onCall(): Promise<readonly string[]>;
  /** False where no user group is set, so that only workspace admins may. */
  readonly hasResponders: boolean;
  /** Whether somebody is a person of this workspace who can be written to: neither gone nor an app. */
  isHere(user: string): Promise<'yes' | 'no' | 'unknown'>;
}

/** How a person is called and addressed. */
export interface Profile {
  readonly name: string;
  readonly locale: Locale;
}

/**
 * Asks AWS about root and its guard. Never throws: what could not be learnt is an unknown fact. With `needs`, those facts alone
 * are gathered, and no call is made for others.
 */
export interface Auditor {
  /** What concerns one account. `run` is the id of the sweep that it is for. */
  gather<N extends keyof AccountFacts = keyof AccountFacts>(
    account: string,
    needs?: readonly N[],
    run?: string,
  ): Promise<Pick<AccountFacts, N>>;
  /** What concerns the whole organisation, asked once. */
  gatherOrganization<N extends keyof OrganizationFacts = keyof OrganizationFacts>(
    needs?: readonly N[],
  ): Promise<Pick<OrganizationFacts, N>>;
  /** What concerns the guard itself, asked in the hub. */
  gatherGuard<N extends keyof GuardFacts = keyof GuardFacts>(
    needs?: readonly N[],
  ): Promise<Pick<GuardFacts, N>>;
}

/** How a message came out of its queue. */
export interface Delivery {
  readonly messageId: string;
  /** True if it came out before, and nobody said that it was done: whoever had it may have died. */
  readonly redelivered: boolean;
  /** How often it came out, this time included. */
  readonly receives: number;
}

/** Starts drills (EventBridge PutEvents). Throws if the bus refuses. */
export interface DrillBus {
  start(drill: DrillEvent): Promise<void>;
}
