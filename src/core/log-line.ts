import type { Loudness } from './escalation.ts';
import type { Severity } from './severity.ts';

/** How root's use is explained. `dealt-with` ends what was said to be "not us". */
export type Verdict = 'planned' | 'unplanned' | 'not-us' | 'dealt-with';

/** One line of an incident's log. */
export interface LogLine {
  /** ms since the epoch. */
  readonly at: number;
  /** A Slack user id, or `rootguard`. */
  readonly by: string;
  /** The person's name at that time. */
  readonly name?: string;
  readonly did: Deed;
  /** `rose`: to which severity. */
  readonly severity?: Severity;
  /** `mailed`, `moved`: Slack's error. */
  readonly reason?: string;
  /** `joined`: how many events, in one go. `summoned`: how many people. */
  readonly n?: number;
  /** What a person wrote: a note, or the reason of an explanation. */
  readonly text?: string;
  /** Who wrote it, where somebody else made a note of it. */
  readonly author?: string;
  readonly verdict?: Verdict;
  /** The number of the plan that explains it. */
  readonly plan?: number;
  /** `took-over`, `lapsed`: from whom, as they were called. */
  readonly from?: string;
  /** `escalated`: how it was called out. */
  readonly how?: Loudness;
  /** `took-step`, `ticked`, `unticked`: which step of the playbook. */
  readonly step?: string;
  /** The form or message that it came from, so that one that is sent again does nothing. */
  readonly source?: string;
}

/** What can be done to an incident. */
export type Deed = keyof typeof deeds;

/** Every deed, and whether the card's thread tells it: what people did is told, what RootGuard does shows by itself. */
export const deeds = {
  opened: 'silent',
  posted: 'silent',
  /** The card is in the second channel now. */
  moved: 'silent',
  /** What the card left behind in another channel points to it now. */
  pointed: 'silent',
  mailed: 'told',
  joined: 'silent',
  rose: 'silent',
  acknowledged: 'told',
  'took-over': 'told',
  'let-go': 'told',
  /** The owner did not answer whether they are still on it. */
  lapsed: 'told',
  /** The owner was asked whether they are still on it; the card says so. */
  asked: 'silent',
  'still-on-it': 'told',
  noted: 'told',
  /** Called out more loudly; the reminder in the thread says so. */
  escalated: 'silent',
  /** People on call had a direct message. */
  summoned: 'silent',
  /** A direct message or an e-mail that could not be sent for an hour. */
  unreached: 'told',
  explained: 'told',
  /** Explained by one person; a second one must confirm it. */
  proposed: 'told',
  confirmed: 'told',
  /** "Not us." */
  denied: 'told',
  /** Root did more after it was explained. */
  reopened: 'told',
  /** Somebody does a step of the playbook; the checklist shows it. */
  'took-step': 'silent',
  ticked: 'silent',
  unticked: 'silent',
  /** No custodian stood up for it; what they said is told in the thread by itself. */
  disowned: 'silent',
  /** The drill is over; its report says how it went. */
  drilled: 'told',
} as const;

/** RootGuard itself as the doer. */
export const rootguard = 'rootguard';
