import type { CardPlace } from './incident.ts';
import type { Outcome } from './posture.ts';

/**
 * What RootGuard remembers of an account's checks between looks: since when each is as it is, and whether somebody was told.
 * One item an account, changed by conditional writes, so that of two workers one raises the alert.
 */
export interface PostureRecord {
  readonly account: string;
  /** When the newest facts were gathered that this record knows, ms since the epoch. */
  readonly at: number;
  /** By the check's id. */
  readonly states: Readonly<Record<string, CheckState>>;
  /** By the check's id: what looked worse once, and is told when a second look says so, too. Its state is the one before. */
  readonly suspicions?: Readonly<Record<string, Suspicion>>;
  /** 0 before it was stored; raised by one with every change. */
  readonly version: number;
}

/** How one check of one account stands. Times are in ms since the epoch. */
export interface CheckState {
  /** The last outcome that was not `unknown`: not being able to look is no change. */
  readonly outcome: KnownOutcome;
  readonly since: number;
  /** Of a warning or a failure: when it last got worse. Absent where that is `since`, as in what older versions stored. */
  readonly openSince?: number;
  /** True if no look before found it otherwise. */
  readonly first?: boolean;
  /** Only of what got worse: whether its alert was posted. */
  readonly alert?: 'due' | 'posted';
  /** While somebody posts the alert: until when nobody else tries. */
  readonly claimedUntil?: number;
  /** Where the alert is; absent if it was told in a summary of many. */
  readonly card?: CardPlace;
  /** Where that summary is. */
  readonly summary?: CardPlace;
  /** Of a failure that is a warning now: its card does not say so yet. */
  readonly better?: Change;
  /** An older card that does not say yet what became of its finding. */
  readonly closing?: Closing;
  /** Of a check that is in order and was not: how long that was, and who saw that it is. */
  readonly fixed?: Fix;
}

/** When something changed, and the name of the person who checked again; absent if a sweep found it. */
export interface Change {
  readonly at: number;
  readonly by?: string;
}

/** A card that must still say that its check is fixed, or, if that is `worse`, that a newer card tells of it. */
export interface Closing extends Change {
  readonly card: CardPlace;
  readonly failedSince: number;
  readonly worse?: boolean;
}

/** The end of a finding. */
export interface Fix extends Change {
  readonly openSince: number;
  /** True until those were told who had heard of the finding, where no card says it. */
  readonly untold?: boolean;
  /** The summary that had told of the finding. */
  readonly summary?: CardPlace;
}

/** Something that looked worse, once. */
export interface Suspicion {
  /** When, ms since the epoch. */
  readonly at: number;
}

/** An outcome that somebody saw. */
export type KnownOutcome = Exclude<Outcome, 'unknown'>;

/**
 * IAM shows a change a few minutes late and now and then the state before it once more, and SQS counts approximately: what is
 * told was seen twice, so many ms apart.
 */
export const secondLookAfter = 60_000;

/** An account's record before anything was checked. */
export function emptyPostureRecord(account: string): PostureRecord {
  return { account, at: 0, states: {}, version: 0 };
}

/** Whether there is nothing to do about an outcome. */
export function isInOrder(outcome: KnownOutcome): boolean {
  return outcome === 'pass' || outcome === 'not-applicable';
}

/** Since when a finding is open. */
export function openSinceOf({ openSince, since }: CheckState): number {
  return openSince ?? since;
}

/** How a check stands; undefined if nobody saw it yet. */
export function stateOf({ states }: Pick<PostureRecord, 'states'>, check: string): CheckState | undefined {
  return Object.hasOwn(states, check) ? states[check] : undefined;
}

/** The record with one check's state replaced. */
export function withState(record: PostureRecord, check: string, state: CheckState): PostureRecord {
  return { ...record, states: { ...record.states, [check]: state }, version: record.version + 1 };
}
