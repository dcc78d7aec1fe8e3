import type { Digest } from './digest.ts';
import type { CardPlace } from './incident.ts';
import type { CheckResult } from './posture.ts';
import type { Change, Fix, PostureRecord } from './posture-record.ts';
import type { DigestMark } from './store-ports.ts';
import type { Sweep, SweepCounts, SweepProgress, SweptAccount } from './sweep.ts';
import type { SweepTally } from './sweep-tally.ts';

/** What is remembered of checks between two looks. */
export interface PostureRecordStore {
  /** An account's record; an empty one (version 0) if there is none. */
  postureRecord(account: string): Promise<PostureRecord>;
  /** Stores the next version of a record in one conditional write; false, and nothing changed, if somebody was faster. */
  replacePostureRecord(next: PostureRecord): Promise<boolean>;
}

/** Where sweeps live. Everything here may be done twice. */
export interface SweepStore {
  /** Stores a new sweep and the ids of its accounts, in their order, unless its id is taken; whether it did. */
  openSweep(sweep: Sweep, accounts: readonly string[]): Promise<boolean>;
  /** The accounts that a sweep looks at, in the order in which they were given. */
  sweepAccounts(id: string): Promise<readonly string[]>;
  sweep(id: string): Promise<(Sweep & SweepProgress) | undefined>;
  /** When the first sweep of everything ended, ms since the epoch; undefined if none did. */
  firstSweep(): Promise<number | undefined>;
  /** Notes that a sweep of everything ended, unless one had before. */
  noteFirstSweep(at: number): Promise<void>;
  /** Sweeps that have not finished. */
  openSweeps(): Promise<readonly (Sweep & SweepProgress)[]>;
  noteSweep(id: string, change: Omit<SweepProgress, 'editedAt'>): Promise<void>;
  /** Takes the right to edit the progress message now; false if it was edited less than `every` ms ago. */
  claimSweepEdit(id: string, now: number, every: number): Promise<boolean>;
  /** Adds an account to its group; what the group's accounts are now. */
  addSwept(id: string, group: number, swept: SweptAccount): Promise<SweepCounts>;
  /** Notes that a group is complete, and what it counts. */
  completeGroup(id: string, group: number, counts: SweepCounts): Promise<CompleteGroups>;
  /** What the complete groups count. */
  completeGroups(id: string): Promise<CompleteGroups>;
  /** What was found so far, some accounts at a time, so that nobody holds a whole organization. */
  swept(id: string): AsyncIterable<readonly SweptAccount[]>;
}

/** The groups of a sweep that are complete, and the sum of their counts. */
export interface CompleteGroups {
  readonly groups: number;
  readonly counts: SweepCounts;
}

/** How far a sweep is. */
export interface SweepStanding {
  readonly sweep: Sweep;
  readonly now: number;
  readonly counts: SweepCounts;
}

/** What came of a sweep. */
export interface SweepReport {
  readonly sweep: Sweep;
  readonly now: number;
  readonly tally: SweepTally;
}

/** A check that fails or warns on an account, or did. Times are in ms since the epoch. */
export interface FindingReport {
  readonly account: string;
  readonly result: CheckResult;
  /** When it got worse. */
  readonly since: number;
  /** True if nobody had looked before. */
  readonly first?: boolean;
  /**
   * What became of it, when, and who found so (undefined: a sweep): it is fixed; it is better, and open still; it got worse, and a
   * newer card tells.
   */
  readonly became?: Change & { readonly kind: 'fixed' | 'better' | 'worse' };
}

/** A finding that is fixed. */
export interface FixedFinding extends Pick<Fix, 'at' | 'by' | 'openSince'> {
  readonly account: string;
  readonly check: string;
}

/** The account and the check of a finding, and since when it fails: what tells two of its cards apart. */
export type FindingKey = Pick<FindingReport, 'account' | 'since'> & { readonly check: string };

/** Slack, where findings that have no card are said to be fixed. Methods throw SlackError. */
export interface FixMessenger {
  /** Says it below a message, unless it was said there before. */
  replyFixed(place: CardPlace, finding: FixedFinding): Promise<void>;
  /** Says it to everybody in the channel of a response_url, or else in the alerts channel. */
  announceFixed(finding: FixedFinding, responseUrl: string | undefined): Promise<void>;
  /** Redraws a report with those of its findings that are fixed; false if it shows them already, or has none. */
  drawFixes(
    place: CardPlace,
    /** By the value of a finding's buttons. */
    fixOf: (value: string) => Promise<FixedFinding | undefined>,
  ): Promise<boolean>;
}

/** Slack, as the posture flows see it. Methods throw SlackError. */
export interface PostureMessenger extends FixMessenger {
  postProgress(channel: string, standing: SweepStanding): Promise<CardPlace>;
  updateProgress(place: CardPlace, standing: SweepStanding): Promise<void>;
  /** Replaces the progress by the report. */
  showReport(place: CardPlace, report: SweepReport): Promise<void>;
  /** Sends the report to the response_url of the command that asked for it. */
  sendReport(responseUrl: string, report: SweepReport): Promise<void>;
  /** Posts into the alerts channel that a check got worse. */
  postFinding(finding: FindingReport): Promise<CardPlace>;
  /** Redraws such a card with what became of it. */
  updateFinding(place: CardPlace, finding: FindingReport): Promise<void>;
  /** Looks for a card that was posted but never recorded. */
  findFinding(finding: FindingKey): Promise<CardPlace | undefined>;
  /** Posts one message about many checks that got worse. */
  postWorsened(report: SweepReport): Promise<CardPlace>;
  findWorsened(sweep: Sweep): Promise<CardPlace | undefined>;
  /** Posts a week's digest; the mark goes with it. */
  postDigest(digest: Digest, mark: DigestMark): Promise<void>;
  /** The mark of a digest that was posted but never noted: of what came after `since`, posted after `after`. */
  findDigest(since: number, after: number): Promise<DigestMark | undefined>;
}
