import { randomUUID } from 'node:crypto';
import type { UnknownFact } from './fact.ts';
import { at as memberAt, textAt } from './json.ts';
import type { RootEvent } from './root-event.ts';

/**
 * A canary is a tag that RootGuard writes on a role of its own, with a value that it wrote down before. CloudTrail must tell of the
 * write, and EventBridge must bring what it tells: the one way to see that whole path at work, which root's events take.
 */
export interface Canary {
  readonly nonce: string;
  /** When it was written down, ms since the epoch: a moment before AWS was asked to write the tag. */
  readonly sentAt: number;
  /** When its event was in RootGuard's hands. */
  readonly arrivedAt?: number;
  /** Why AWS did not take the tag. */
  readonly refused?: UnknownFact;
}

/** The last canaries, oldest first. One item, changed by conditional writes. */
export interface CanaryLog {
  /** 0 before it was stored; raised by one with every change. */
  readonly version: number;
  /** When the first ever was written down; absent before. */
  readonly since?: number;
  readonly canaries: readonly Canary[];
}

/** The role that bears the tag, which nobody can assume, and the tag's key: the same word. */
export const canaryName = 'rootguard-canary';

/** Before the first. */
export const emptyCanaryLog: CanaryLog = { version: 0, canaries: [] };

/** Two days, at one an hour. */
const kept = 48;

/** Writes a canary's tag. What AWS said if it did not take it; never throws. */
export type TagCanary = (nonce: string) => Promise<{ readonly known: true } | UnknownFact>;

/** Where canaries are written down. Methods throw StoreError. */
export interface CanaryStore {
  /** The last canaries; an empty log (version 0) if there are none. */
  canaryLog(): Promise<CanaryLog>;
  /** Stores the next version in one conditional write; false, and nothing changed, if somebody was faster. */
  replaceCanaryLog(next: CanaryLog): Promise<boolean>;
}

/** A canary that nobody can guess. */
export function newCanary(now: number): Canary {
  return { nonce: randomUUID(), sentAt: now };
}

/** The log with one more. Those that AWS refused make room first: a refusal is tried again every minute. */
export function canarySent(log: CanaryLog, canary: Canary): CanaryLog {
  const canaries = [...log.canaries.filter(({ refused }) => refused === undefined), canary].slice(-kept);
  return { version: log.version + 1, since: log.since ?? canary.sentAt, canaries };
}

/** The log with a canary that AWS refused. One whose event came was not, whatever the answer said. */
export function canaryRefused(log: CanaryLog, nonce: string, refused: UnknownFact): CanaryLog {
  return changed(log, nonce, (canary) => (canary.arrivedAt === undefined ? { ...canary, refused } : canary));
}

/** The log with a canary that came, or the very log: of one that is not known, or came before. A refusal that was none is forgotten. */
export function canaryArrived(log: CanaryLog, nonce: string, arrivedAt: number): CanaryLog {
  const known = log.canaries.find((canary) => canary.nonce === nonce);
  if (known === undefined || known.arrivedAt !== undefined) return log;
  return changed(log, nonce, ({ sentAt }) => ({ nonce, sentAt, arrivedAt }));
}

function changed(log: CanaryLog, nonce: string, change: (canary: Canary) => Canary): CanaryLog {
  const canaries = log.canaries.map((canary) => (canary.nonce === nonce ? change(canary) : canary));
  return { ...log, version: log.version + 1, canaries };
}

/**
 * The value that somebody wrote as the canary's tag, in the hub; undefined for every other event. The record is such as
 * `"requestParameters":{"roleName":"rootguard-canary","tags":[{"key":"rootguard-canary","value":"…"}]}`.
 */
export function canaryIn(event: RootEvent, hub: string | undefined): string | undefined {
  const { account, source, name, outcome, request } = event;
  const isTagging = source === 'iam.amazonaws.com' && name === 'TagRole' && outcome === 'success';
  if (!isTagging || account !== hub || textAt(request, 'roleName') !== canaryName) return undefined;
  const tags = memberAt(request, 'tags');
  const own = Array.isArray(tags) ? tags.find((tag) => textAt(tag, 'key') === canaryName) : undefined;
  return textAt(own, 'value');
}
