import type { CardPlace, Incident } from './incident.ts';
import type { Ledger } from './ledger.ts';
import type { Locale } from './locale.ts';
import type {
  AccountCheck,
  AccountFacts,
  GuardCheck,
  GuardFacts,
  OrganizationCheck,
  OrganizationFacts,
} from './posture.ts';

/** The time, in milliseconds since the epoch. */
export type Clock = () => number;

/** One JSON line a call. Fields must never hold a secret, a response_url or a token. */
export interface Logger {
  info(event: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(event: string, fields?: Readonly<Record<string, unknown>>): void;
  error(event: string, fields?: Readonly<Record<string, unknown>>): void;
}

/** Where incidents live. Every method may throw a StoreError; none leaves a half-done change. */
export interface IncidentStore {
  /** Stores a new incident unless its id is taken. Returns what is stored, and whether this call stored it. */
  open(incident: Incident): Promise<{ readonly incident: Incident; readonly created: boolean }>;
  get(id: string): Promise<Incident | undefined>;
  /**
   * Replaces an incident by its next version (`next.version` = the stored version + 1) in one conditional write.
   * Returns false, and changes nothing, if somebody else changed it first.
   */
  replace(next: Incident): Promise<boolean>;
  /** Incidents in state `open`, newest first, at most `limit`. */
  listOpen(limit: number): Promise<readonly Incident[]>;
}

/** Where the accounts' ledgers live. */
export interface LedgerStore {
  /** An account's ledger; an empty one (version 0) if there is none. */
  ledger(account: string): Promise<Ledger>;
  /** Stores the next version of a ledger in one conditional write; false, and nothing changed, if somebody was faster. */
  replaceLedger(next: Ledger): Promise<boolean>;
}

/** Where the facts of the last posture checks live: one entry an account, one for the organisation, one for the guard. */
export interface CheckStore {
  saveCheck(check: AccountCheck): Promise<void>;
  lastChecks(): Promise<readonly AccountCheck[]>;
  /** When an account was first checked, ms since the epoch; undefined if it never was. */
  watchedSince(account: string): Promise<number | undefined>;
  saveOrganizationCheck(check: OrganizationCheck): Promise<void>;
  lastOrganizationCheck(): Promise<OrganizationCheck | undefined>;
  saveGuardCheck(check: GuardCheck): Promise<void>;
  lastGuardCheck(): Promise<GuardCheck | undefined>;
}

/** Where the last heartbeats live, one an account. */
export interface HeartbeatStore {
  /** Remembers that a heartbeat of an account came through the real path; an older one than is known changes nothing. */
  saveHeartbeat(account: string, at: number): Promise<void>;
  /** When the last heartbeat of an account was sent, ms since the epoch; undefined if none ever came. */
  lastHeartbeat(account: string): Promise<number | undefined>;
}

/** What the guard itself remembers, for checks that hold AWS's word against it. */
export type GuardMemory = Pick<LedgerStore, 'ledger'> &
  Pick<CheckStore, 'watchedSince' | 'lastChecks'> &
  Pick<HeartbeatStore, 'lastHeartbeat'>;

/** Events that could not be read, by number: a guard that drops in silence is no guard. */
export interface DropCounter {
  /** Counts one dropped event and remembers why, and which. */
  countDropped(drop: { readonly reason: string; readonly id: string; readonly at: number }): Promise<void>;
  dropped(): Promise<DropCount>;
}

/** How many events were dropped since installation, and the last of them. */
export interface DropCount {
  readonly total: number;
  readonly last?: { readonly reason: string; readonly id: string; readonly at: number };
}

/** Everything that is remembered. */
export type Store = IncidentStore & LedgerStore & CheckStore & HeartbeatStore & DropCounter;

/** The store refused or did not answer. Retrying later is right. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}

/** Slack refused a call. `code` is Slack's error (`channel_not_found`), or `http_503`, `timeout`, `connection`. */
export class SlackError extends Error {
  override readonly name = 'SlackError';
  readonly method: string;
  readonly code: string;
  /** How long Slack asked to wait, in milliseconds (Retry-After), with code `ratelimited`. */
  readonly retryAfter: number | undefined;

  constructor(method: string, code: string, options: ErrorOptions & { readonly retryAfter?: number } = {}) {
    super(`Slack answered ${method} with ${code}`, options);
    this.method = method;
    this.code = code;
    this.retryAfter = options.retryAfter;
  }

  /** True when Slack may or may not have done what was asked: look before asking again. */
  get outcomeUnknown(): boolean {
    return this.code === 'timeout' || this.code === 'connection' || this.code.startsWith('http_5');
  }
}

/** Slack, as the flows see it. Methods throw SlackError. */
export interface Messenger {
  /** Posts an incident's card into a channel, in the channel's language. */
  postCard(channel: string, incident: Incident): Promise<CardPlace>;
  /** Redraws a card where it is. */
  updateCard(place: CardPlace, incident: Incident): Promise<void>;
  /** Looks for a card that was posted but never recorded: by the incident id in the message's metadata. */
  findCard(channel: string, incident: Incident): Promise<CardPlace | undefined>;
}

/** People and what they may do. */
export interface People {
  /** A person's name and language; the id and English if Slack does not tell in time. Never throws. */
  profile(user: string): Promise<Profile>;
  /** Whether a person may change the state of incidents. `unknown` when Slack could not say: then they may not. */
  mayAct(user: string): Promise<'yes' | 'no' | 'unknown'>;
}

/** How a person is called and addressed. */
export interface Profile {
  readonly name: string;
  readonly locale: Locale;
}

/** Asks AWS about root and its guard. Never throws: what could not be learnt is an unknown fact. */
export interface Auditor {
  /** What concerns one account. */
  gather(account: string): Promise<AccountFacts>;
  /** What concerns the whole organisation, asked once. */
  gatherOrganization(): Promise<OrganizationFacts>;
  /** What concerns the guard itself, asked in the hub. */
  gatherGuard(): Promise<GuardFacts>;
}

/** The accounts that are guarded. */
export interface Directory {
  /** The account's name, or undefined if nobody gave it one. Never slow, never throws: an alert waits for no name. */
  nameOf(account: string): string | undefined;
  /** The ids of all accounts that posture checks look at. */
  accounts(): Promise<readonly string[]>;
}

/** Work that takes longer than Slack waits for an answer. */
export type Job =
  | {
      readonly kind: 'command';
      readonly word: string;
      readonly args: string;
      readonly user: string;
      readonly name: string;
      readonly locale: Locale;
      /** Where the answer goes: a bearer secret, valid for 30 minutes. Never logged. */
      readonly responseUrl: string;
    }
  | { readonly kind: 'redraw'; readonly incident: string };

/** How a message came out of its queue. */
export interface Delivery {
  readonly messageId: string;
  /** True if it came out before, and nobody said that it was done: whoever had it may have died. */
  readonly redelivered: boolean;
}

/** Hands work to the worker (EventBridge PutEvents). Throws if the bus refuses. */
export interface JobQueue {
  enqueue(job: Job): Promise<void>;
}
