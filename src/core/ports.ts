import type { Locale } from './locale.ts';
import type {
  AccountCheck,
  AccountFacts,
  GuardCheck,
  GuardFacts,
  OrganizationCheck,
  OrganizationFacts,
} from './posture.ts';
import type {
  ChoreStore,
  DeliveryStore,
  DropCounter,
  EventStore,
  IncidentStore,
  LedgerStore,
} from './store-ports.ts';

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
  ChoreStore &
  CheckStore &
  DropCounter;

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

/** People and what they may do. */
export interface People {
  /** A person's name and language; the id and English if Slack does not tell in time. Never throws. */
  profile(user: string): Promise<Profile>;
  /** Whether a person may change the state of incidents. `unknown` when Slack could not say: then they may not. */
  mayAct(user: string): Promise<'yes' | 'no' | 'unknown'>;
  /** False where no user group is set, so that only workspace admins may. */
  readonly hasResponders: boolean;
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
  /** A minute has passed: duties that are due are done. */
  | { readonly kind: 'tick' }
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
