import { belongsTo, isLongTerm, keysOf, moments } from './belonging.ts';
import { eventMark } from './incident-id.ts';
import { textAt } from './json.ts';
import { usedRoot } from './root-actor.ts';
import type { RootEvent } from './root-event.ts';

/**
 * What RootGuard remembers of an account between events: how root was used before, and which incident a session belongs
 * to. One item an account, changed by conditional writes, so that two workers never place the same session twice.
 */
export interface Ledger {
  readonly account: string;
  /** The last uses of root, oldest first. */
  readonly uses: readonly Use[];
  /** The last incidents, oldest first. */
  readonly sessions: readonly Session[];
  /** 0 before it was stored; raised by one with every change. */
  readonly version: number;
}

/** One use of root, or an attempt. Times are in ms since the epoch. */
export interface Use {
  /** The event's mark: an event that is delivered again is not its own history. */
  readonly mark: string;
  readonly at: number;
  readonly address?: string;
  readonly failed?: true;
}

/** What ties later events to an incident. Times are in ms since the epoch. */
export interface Session {
  readonly incident: string;
  /** Of the session: when it began, the access keys that it used or was given; of a finding: its id. */
  readonly keys: readonly string[];
  readonly firstAt: number;
  readonly lastAt: number;
  /** True if root itself was at work: findings about root are told by time where they name no key. */
  readonly root?: true;
  /** True for a session that sts:AssumeRoot opened from another account; its calls look like root's own. */
  readonly assumed?: true;
  /** When root signed in, when its sessions began, and when it failed to sign in or asked for a new password. */
  readonly signIns?: readonly number[];
  readonly starts?: readonly number[];
  readonly preludes?: readonly number[];
  /** Marks of the events that only their time ties to it: delivered again, they belong where they were. */
  readonly marks?: readonly string[];
}

/** An account's ledger before anything happened. */
export function emptyLedger(account: string): Ledger {
  return { account, uses: [], sessions: [], version: 0 };
}

const keptUses = 100;
const keptSessions = 40;
const keptMoments = 20;

/** The session that an event belongs to; undefined if it begins one. */
export function sessionOf(ledger: Ledger, event: RootEvent): Session | undefined {
  return belongsTo(ledger.sessions, event);
}

/** The account whose ledger places an event: for a task of sts:AssumeRoot the member account that it is done in. */
export function homeOf(event: RootEvent): string {
  return accountAssumed(event) ?? event.account;
}

/** The ledger after an event that belongs to an incident. The same ledger (the same object) if it knows all of it already. */
export function remembering(ledger: Ledger, event: RootEvent, incident: string): Ledger {
  const sessions = withSession(ledger.sessions, event, incident);
  const uses = event.kind === 'cloudtrail' && usedRoot(event) ? withUse(ledger.uses, event) : ledger.uses;
  if (sessions === ledger.sessions && uses === ledger.uses) return ledger;
  return { ...ledger, sessions, uses };
}

/** The account that a successful sts:AssumeRoot opened a session in; undefined for every other event. */
function accountAssumed({ name, source, outcome, request }: RootEvent): string | undefined {
  if (name !== 'AssumeRoot' || source !== 'sts.amazonaws.com' || outcome !== 'success') return undefined;
  // An account id, or the ARN of its root.
  return /(?<!\d)\d{12}(?!\d)/.exec(textAt(request, 'targetPrincipal') ?? '')?.[0];
}

/** True for a call of a session that AssumeRoot opened, told by the key that it was given. */
export function isOfAssumedSession(ledger: Ledger, { actor }: RootEvent): boolean {
  const key = `key ${actor.accessKeyId}`;
  return ledger.sessions.some((session) => session.assumed === true && session.keys.includes(key));
}

/** While a session goes on, its last time is only as exact as this, in ms: a storm need not write the ledger for each event. */
const coarse = 60_000;

function withSession(sessions: readonly Session[], event: RootEvent, incident: string): readonly Session[] {
  const known = sessions.find((session) => session.incident === incident);
  const others = sessions.filter((session) => session !== known);
  const taken = new Set(others.flatMap(({ keys }) => keys).filter((key) => !isLongTerm(key)));
  const next = grown(known, event, incident, taken);
  if (known !== undefined && isSame(known, next)) return sessions;
  return [...others, next].slice(-keptSessions);
}

function grown(
  known: Session | undefined,
  event: RootEvent,
  incident: string,
  taken: ReadonlySet<string>,
): Session {
  const own = keysOf(event).filter((key) => !taken.has(key));
  const { signIn, start, prelude } = moments(event);
  const root = known?.root === true || (event.kind === 'cloudtrail' && usedRoot(event));
  const assumed = known?.assumed === true || accountAssumed(event) !== undefined;
  const lastAt = known?.lastAt ?? event.time;
  return {
    incident,
    keys: [...new Set([...(known?.keys ?? []), ...own])].slice(0, 50),
    firstAt: Math.min(known?.firstAt ?? event.time, event.time),
    lastAt: event.time > lastAt + coarse ? event.time : lastAt,
    ...(root && { root }),
    ...(assumed && { assumed }),
    ...withMoment('signIns', known?.signIns, signIn),
    ...withMoment('starts', known?.starts, start),
    ...withMoment('preludes', known?.preludes, prelude),
    ...withMark(known?.marks, signIn === undefined && prelude === undefined ? undefined : eventMark(event)),
  };
}

function withMoment<K extends string>(key: K, known: readonly number[] = [], moment: number | undefined) {
  const all = moment === undefined || known.includes(moment) ? known : [...known, moment];
  const kept = all.length > keptMoments ? [...all].sort((a, b) => a - b).slice(-keptMoments) : all;
  return kept.length === 0 ? {} : ({ [key]: kept } as Record<K, readonly number[]>);
}

function withMark(known: readonly string[] = [], mark: string | undefined) {
  const all = mark === undefined || known.includes(mark) ? known : [...known, mark];
  return all.length === 0 ? {} : { marks: all.slice(-2 * keptMoments) };
}

function isSame(a: Session, b: Session): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Within this time, another use from the same address adds nothing to an account's history. In ms. */
const sameUse = 10 * 60_000;

function withUse(uses: readonly Use[], event: RootEvent): readonly Use[] {
  const mark = eventMark(event);
  const use: Use = {
    mark,
    at: event.time,
    ...(event.sourceIp !== undefined && { address: event.sourceIp.slice(0, 100) }),
    ...(event.outcome === 'failure' && { failed: true }),
  };
  const repeats = (other: Use) =>
    other.mark === mark ||
    (use.failed !== true &&
      other.failed !== true &&
      other.address === use.address &&
      Math.abs(other.at - use.at) <= sameUse);
  if (uses.some(repeats)) return uses;
  return [...uses, use].sort((a, b) => a.at - b.at).slice(-keptUses);
}
