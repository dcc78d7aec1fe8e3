import type { EventRecord } from './event-facts.ts';
import type { Incident } from './incident.ts';
import type { Ledger } from './ledger.ts';

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
  /** Incidents that nobody has explained yet, newest first, at most `limit`. */
  listOpen(limit: number): Promise<readonly Incident[]>;
  /** Incidents for which something is due at `now` (ms since the epoch), the longest due first, at most `limit`. */
  listDue(now: number, limit: number): Promise<readonly Incident[]>;
}

/** Where the accounts' ledgers live. */
export interface LedgerStore {
  /** An account's ledger; an empty one (version 0) if there is none. */
  ledger(account: string): Promise<Ledger>;
  /** Stores the next version of a ledger in one conditional write; false, and nothing changed, if somebody was faster. */
  replaceLedger(next: Ledger): Promise<boolean>;
}

/** The events' records, beside their incidents. */
export interface EventStore {
  /** Keeps an event's record; keeping it again changes nothing. */
  keepEvent(incident: string, event: EventRecord): Promise<void>;
  /** One record; undefined if it is not kept (any more). */
  event(incident: string, at: number, mark: string): Promise<EventRecord | undefined>;
  /** All records of an incident in the order of time, at most `limit`. */
  events(incident: string, limit: number): Promise<readonly EventRecord[]>;
}

/** How alerts were delivered last: says when the guard is on a lower rung of the delivery ladder. */
export interface DeliveryStore {
  noteDelivery(note: DeliveryNote): Promise<void>;
  /** The last delivery of each rung. */
  deliveries(): Promise<Partial<Readonly<Record<Rung, DeliveryNote>>>>;
}

/** Where an alert went: the alerts channel, the second channel, or e-mail. */
export type Rung = 'channel' | 'second' | 'mail';

/** One delivery. */
export interface DeliveryNote {
  readonly rung: Rung;
  /** ms since the epoch. */
  readonly at: number;
  /** Why not higher: Slack's error. */
  readonly reason?: string;
}

/** When each chore was done last, and whose turn it is. */
export interface ChoreStore {
  /**
   * Takes a chore for the span of time with this number, until `leaseUntil` (ms since the epoch); false if it was done for that
   * span, or somebody has it. One conditional write.
   */
  takeChore(chore: string, span: number, now: number, leaseUntil: number): Promise<boolean>;
  /** Notes that it was done, or why not. Either way somebody else may take it. */
  leaveChore(chore: string, span: number, failure?: ChoreFailure): Promise<void>;
  /** The chores whose last attempt failed. */
  failedChores(): Promise<readonly ChoreFailure[]>;
}

/** A chore that could not be done. */
export interface ChoreFailure {
  readonly chore: string;
  /** ms since the epoch. */
  readonly at: number;
  /** The error's name, for example StoreError. */
  readonly error: string;
}

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
