import type { Incident } from './incident.ts';
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

/** What ties later events to an incident. */
export interface Session {
  readonly incident: string;
  /** Of the session: when it began, and the access keys it used or was given. */
  readonly keys: readonly string[];
  readonly firstAt: number;
  readonly lastAt: number;
  /** True if root itself was at work: findings about root are told by time where they name no key. */
  readonly root?: true;
  /** True for a session that sts:AssumeRoot opened from another account; its calls look like root's own. */
  readonly assumed?: true;
}

/** An account's ledger before anything happened. */
export function emptyLedger(account: string): Ledger {
  return { account, uses: [], sessions: [], version: 0 };
}

const keptUses = 100;
const keptSessions = 40;

/** How far a finding may be from the incident that it speaks of, in ms: GuardDuty repeats findings every six hours. */
const findingReach = 6 * 3_600_000;

/**
 * The session that an event belongs to, if it is one that joins: what root only reads in a session that raised an alert, and
 * another service's finding about it. Everything else is an incident of its own.
 */
export function sessionOf(ledger: Ledger, event: RootEvent): Session | undefined {
  const keys = keysOf(event);
  const sharing = ledger.sessions.findLast((session) => session.keys.some((key) => keys.includes(key)));
  if (event.kind === 'cloudtrail')
    return usedRoot(event) && event.readOnly && event.outcome === 'success' ? sharing : undefined;
  if (sharing !== undefined) return sharing;
  // Posture findings (Security Hub, Config, Trusted Advisor) speak of a state, and not of a session.
  if (!speaksOfSessions.has(event.source)) return undefined;
  return ledger.sessions.findLast(
    ({ root, firstAt, lastAt }) =>
      root === true && event.time >= firstAt - findingReach && event.time <= lastAt + findingReach,
  );
}

const speaksOfSessions: ReadonlySet<string> = new Set(['aws.guardduty', 'aws.signin', 'aws.cloudwatch']);

/** The ledger after an event that belongs to an incident. The same ledger (the same object) if it knows all of it already. */
export function remembering(ledger: Ledger, event: RootEvent, incident: Pick<Incident, 'id'>['id']): Ledger {
  const sessions = withSession(ledger.sessions, event, incident);
  const uses = event.kind === 'cloudtrail' && usedRoot(event) ? withUse(ledger.uses, event) : ledger.uses;
  if (sessions === ledger.sessions && uses === ledger.uses) return ledger;
  return { ...ledger, sessions, uses, version: ledger.version + 1 };
}

/** The account that a successful sts:AssumeRoot opened a session in; undefined for every other event. */
export function accountAssumed({ name, source, outcome, request }: RootEvent): string | undefined {
  if (name !== 'AssumeRoot' || source !== 'sts.amazonaws.com' || outcome !== 'success') return undefined;
  // An account id, or the ARN of its root.
  return /\d{12}/.exec(textAt(request, 'targetPrincipal') ?? '')?.[0];
}

/** The ledger of the account that an AssumeRoot session was opened in: its key is known before its calls come. */
export function expecting(ledger: Ledger, event: RootEvent, incident: string): Ledger {
  const keys = keysIssuedBy(event);
  if (
    keys.length === 0 ||
    ledger.sessions.some((session) => session.incident === incident && session.assumed)
  )
    return ledger;
  const session: Session = { incident, keys, firstAt: event.time, lastAt: event.time, assumed: true };
  return {
    ...ledger,
    sessions: [...ledger.sessions, session].slice(-keptSessions),
    version: ledger.version + 1,
  };
}

/** True for a call of a session that AssumeRoot opened, told by the key that it was given. */
export function isOfAssumedSession(ledger: Ledger, { actor }: RootEvent): boolean {
  const key = `key ${actor.accessKeyId}`;
  return ledger.sessions.some((session) => session.assumed === true && session.keys.includes(key));
}

/** What ties an event to others: its session, its access key, and the key of a session that it opened. */
function keysOf(event: RootEvent): readonly string[] {
  const { sessionStart, accessKeyId } = event.actor;
  return [
    ...(sessionStart === undefined ? [] : [`session ${sessionStart}`]),
    ...(accessKeyId === undefined ? [] : [`key ${accessKeyId}`]),
    ...keysIssuedBy(event),
  ].map((key) => key.slice(0, 100));
}

function keysIssuedBy({ response }: RootEvent): readonly string[] {
  const issued = textAt(response, 'credentials', 'accessKeyId');
  return issued === undefined ? [] : [`key ${issued}`.slice(0, 100)];
}

function withSession(sessions: readonly Session[], event: RootEvent, incident: string): readonly Session[] {
  const known = sessions.find((session) => session.incident === incident && session.assumed !== true);
  const keys = [...new Set([...(known?.keys ?? []), ...keysOf(event)])].slice(0, 50);
  const firstAt = Math.min(known?.firstAt ?? event.time, event.time);
  const lastAt = Math.max(known?.lastAt ?? event.time, event.time);
  const root = known?.root === true || (event.kind === 'cloudtrail' && usedRoot(event));
  const same = known?.keys.length === keys.length && known.firstAt === firstAt && known.lastAt === lastAt;
  if (same) return sessions;
  const others = sessions.filter((session) => session !== known);
  return [...others, { incident, keys, firstAt, lastAt, ...(root && { root }) }].slice(-keptSessions);
}

function withUse(uses: readonly Use[], event: RootEvent): readonly Use[] {
  const mark = eventMark(event);
  if (uses.some((use) => use.mark === mark)) return uses;
  const use: Use = {
    mark,
    at: event.time,
    ...(event.sourceIp !== undefined && { address: event.sourceIp.slice(0, 100) }),
    ...(event.outcome === 'failure' && { failed: true }),
  };
  return [...uses, use].sort((a, b) => a.at - b.at).slice(-keptUses);
}
