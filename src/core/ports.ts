import type { CustodianStore } from './custodian-ports.ts';
import type { CardPlace, Incident } from './incident.ts';
import type { Locale } from './locale.ts';
import type { PlanStore } from './plan-ports.ts';
import type {
  AccountCheck,
  AccountFacts,
  GuardCheck,
  GuardFacts,
  OrganizationCheck,
  OrganizationFacts,
} from './posture.ts';
import type { Severity } from './severity.ts';
import type { DeliveryStore, DropCounter, EventStore, IncidentStore, LedgerStore } from './store-ports.ts';
import type { Reply } from './thread.ts';

export * from './store-ports.ts';

/** The time, in milliseconds since the epoch. */
export type Clock = () => number;

/** One JSON line a call. Fields must never hold a secret, a response_url or a token. */
export interface Logger {
  info(event: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(event: string, fields?: Readonly<Record<string, unknown>>): void;
  error(event: string, fields?: Readonly<Record<string, unknown>>): void;
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

/** Everything that is remembered. */
export type Store = IncidentStore &
  EventStore &
  LedgerStore &
  DeliveryStore &
  CheckStore &
  DropCounter &
  PlanStore &
  CustodianStore;

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
  /**
   * Posts an incident's card into a channel, in the channel's language. `elsewhere` is why it is not the alerts channel, as
   * Slack's error.
   */
  postCard(channel: string, incident: Incident, elsewhere?: string): Promise<CardPlace>;
  /** Redraws a card where it is. */
  updateCard(place: CardPlace, incident: Incident): Promise<void>;
  /** Looks for a card that was posted but never recorded: by the incident id in the message's metadata. */
  findCard(channel: string, incident: Incident): Promise<FoundCard | undefined>;
  /** Posts into a card's thread; returns the message's ts. */
  postReply(card: CardPlace, incident: Incident, reply: Reply): Promise<string>;
  updateReply(card: CardPlace, ts: string, incident: Incident, reply: Reply): Promise<void>;
  /** The replies in a card's thread, by their keys: those that were posted but never recorded, too. */
  findReplies(card: CardPlace, incident: Incident): Promise<ReadonlyMap<string, string>>;
}

/** A card that was found in a channel, and the severity that its first post said. */
export interface FoundCard extends CardPlace {
  readonly announced: Severity;
}

/** Tells people of an incident by e-mail. Throws NotifierError. */
export interface Mailer {
  /** `reason` is Slack's error. */
  mail(incident: Incident, reason: string): Promise<void>;
}

/** People and what they may do. */
export interface People {
  /** A person's name and language; the id and English if Slack does not tell in time. Never throws. */
  profile(user: string): Promise<Profile>;
  /** Whether a person may change the state of incidents. `unknown` when Slack could not say: then they may not. */
  mayAct(user: string): Promise<'yes' | 'no' | 'unknown'>;
  /** Whether somebody is a person of this workspace who can be written to: neither gone nor an app. */
  isHere(user: string): Promise<'yes' | 'no' | 'unknown'>;
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
  | { readonly kind: 'redraw'; readonly incident: string }
  | { readonly kind: 'draw-plan'; readonly plan: number }
  /** Fills a modal that a press opened: `view` is its id, `action` says with what. */
  | {
      readonly kind: 'fill';
      readonly action: string;
      readonly value: string;
      readonly view: string;
      readonly user: string;
      readonly name: string;
      readonly locale: Locale;
    };

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
