import type { Severity } from './severity.ts';

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
  /** `joined`: how many events, in one go. */
  readonly n?: number;
}

/** What can be done to an incident. */
export type Deed = keyof typeof deeds;

/** Every deed, and whether the card's thread tells it: what people did is told, what RootGuard does shows by itself. */
export const deeds = {
  opened: 'silent',
  posted: 'silent',
  /** The card is in the second channel now. */
  moved: 'silent',
  mailed: 'told',
  joined: 'silent',
  rose: 'silent',
  acknowledged: 'told',
  /** The drill is over; its report says how it went. */
  drilled: 'told',
} as const;

/** RootGuard itself as the doer. */
export const rootguard = 'rootguard';
