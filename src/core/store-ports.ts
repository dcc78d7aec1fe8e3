import type { DrillRecord } from './drill-report.ts';
import type { EventRecord } from './event-facts.ts';
import type { Incident } from './incident.ts';
import type { JsonObject } from './json.ts';
import type { Ledger } from './ledger.ts';
import type { Plan } from './plan.ts';

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
  /** Explained incidents that are not drawn as they are stored, or left a card behind; newest first, at most `limit`. */
  listUndrawn(limit: number): Promise<readonly Incident[]>;
  /** Incidents for which something is due at `now` (ms since the epoch), the longest due first, at most `limit`. */
  listDue(now: number, limit: number): Promise<readonly Incident[]>;
}

/** Where the accounts' ledgers live. */
export interface LedgerStore {
  /** An account's ledger; an empty one (version 0) if there is none. */
  ledger(account: string): Promise<Ledger>;
  /** The same, with the account's plans whose windows were to end at `since` (ms since the epoch) or later. One query. */
  ledgerWithPlans(
    account: string,
    since: number,
  ): Promise<{ readonly ledger: Ledger; readonly plans: readonly Plan[] }>;
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

/** Drills, by the incidents that they open. They are kept as long as incidents. */
export interface DrillStore {
  startDrill(drill: DrillRecord): Promise<void>;
  drill(incident: string): Promise<DrillRecord | undefined>;
  /** Its event came, and no detection spoke. A drill that nobody started is not noted. */
  noteDrillUndetected(incident: string, at: number): Promise<void>;
  /** Its report was given; false if it was given before. One conditional write. */
  noteDrillReported(incident: string, at: number): Promise<boolean>;
  /** The drills whose report was not given yet. */
  runningDrills(): Promise<readonly DrillRecord[]>;
}

/** Incidents by the time of their opening, and all that is kept of one. */
export interface HistoryStore {
  /** Lists an incident by the time of its opening; again changes nothing. What is not listed is in no report. */
  noteOpened(incident: Pick<Incident, 'id' | 'account' | 'openedAt' | 'drill'>): Promise<void>;
  /** What was opened in a span of time (ms since the epoch; `until` is not in it), oldest first. */
  openedBetween(from: number, until: number): Promise<readonly Opened[]>;
  /** Everything that is stored of an incident, as it is stored; for evidence, and not to be understood. */
  dossier(incident: string): Promise<readonly JsonObject[]>;
}

/** An incident as history lists it. It may have expired since. */
export interface Opened {
  readonly id: string;
  readonly account: string;
  /** ms since the epoch. */
  readonly at: number;
  readonly drill?: boolean;
}

/** Which reports were made, and when the last weekly digest was given. */
export interface EvidenceStore {
  /** Remembers a report for ever; false if it is known already. */
  noteReport(report: MadeReport): Promise<boolean>;
  /** All of them, oldest first. */
  reports(): Promise<readonly MadeReport[]>;
  lastDigest(): Promise<DigestMark | undefined>;
  noteDigest(digest: DigestMark): Promise<void>;
}

/** A report that was made. */
export interface MadeReport {
  readonly month: string;
  /** ms since the epoch. */
  readonly at: number;
  /** Who asked for it: a Slack user id, and their name then. */
  readonly by: string;
  readonly name: string;
  /** The hash of the file's last line. */
  readonly head: string;
  readonly entries: number;
}

/** Until when a digest told what happened (ms since the epoch), and how many events had been dropped by then. */
export interface DigestMark {
  readonly at: number;
  readonly dropped: number;
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
