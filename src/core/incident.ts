import { createHash } from 'node:crypto';
import type { Finding } from './detection.ts';
import type { JsonObject } from './json.ts';
import type { RootEvent } from './root-event.ts';
import { shortText as short, shortened } from './shortened.ts';

/** One thing that happened with root and what people did about it. Facts only: words are chosen when it is shown. */
export interface Incident {
  /** Short enough to be typed on a phone, such as `RG-7K3MPQ`. */
  readonly id: string;
  readonly account: string;
  readonly findings: readonly Finding[];
  readonly event: EventFacts;
  /** When RootGuard opened it, in milliseconds since the epoch. */
  readonly openedAt: number;
  readonly state: 'open' | 'acknowledged';
  readonly acknowledged?: Act;
  /** Where its card is; absent until Slack has taken it. */
  readonly card?: CardPlace;
  /** While a worker posts the card, until when nobody else may (ms since the epoch). */
  readonly postingUntil?: number;
  /** Everything that people and RootGuard did, oldest first: part of the same item, so no state is without its record. */
  readonly log: readonly LogLine[];
  /** Raised by one with every change; a change names the version it saw. */
  readonly version: number;
}

/** What the card and the raw-event modal need of a CloudTrail record. */
export interface EventFacts {
  readonly id: string;
  readonly time: number;
  readonly name: string;
  readonly source: string;
  readonly region?: string;
  readonly sourceIp?: string;
  readonly userAgent?: string;
  readonly mfaUsed?: boolean;
  readonly outcome: 'success' | 'failure';
  readonly errorCode?: string;
  /** The record, shortened. */
  readonly raw: JsonObject;
}

/** Who did something and when (ms since the epoch). */
export interface Act {
  /** A Slack user id. */
  readonly by: string;
  /** The person's name at that time: part of the record, and shown instead of a mention, which would ping. */
  readonly name: string;
  readonly at: number;
}

/** A message in Slack. */
export interface CardPlace {
  readonly channel: string;
  readonly ts: string;
}

/** One line of an incident's log. `by` is a Slack user id, or `rootguard`. */
export interface LogLine {
  readonly at: number;
  readonly by: string;
  readonly name?: string;
  readonly did: 'opened' | 'posted' | 'acknowledged';
}

/** How long one worker may take to post a card before another may try: longer than the function's time limit. */
export const postingLease = 90_000;

/** Opens an incident for an event, with the posting lease taken by the caller. */
export function openIncident(event: RootEvent, findings: readonly Finding[], now: number): Incident {
  return {
    id: incidentId(event),
    account: event.account,
    findings,
    event: factsOf(event),
    openedAt: now,
    state: 'open',
    postingUntil: now + postingLease,
    log: [{ at: now, by: 'rootguard', did: 'opened' }],
    version: 1,
  };
}

/** The incident with its card in place and the lease given back. */
export function withCard(incident: Incident, card: CardPlace, now: number): Incident {
  const { postingUntil: _, ...rest } = incident;
  return changed({ ...rest, card }, { at: now, by: 'rootguard', did: 'posted' });
}

/** The incident with the posting lease taken again, after a worker died while it held it. */
export function withLease(incident: Incident, now: number): Incident {
  return { ...incident, postingUntil: now + postingLease, version: incident.version + 1 };
}

/**
 * The incident after Slack refused its card. The lease is given back; where nobody knows whether Slack took the card,
 * it is left to run out at once, which tells the next worker to look in the channel first.
 */
export function withoutLease(incident: Incident, outcomeUnknown: boolean, now: number): Incident {
  const { postingUntil: _, ...rest } = incident;
  return { ...rest, ...(outcomeUnknown && { postingUntil: now }), version: incident.version + 1 };
}

/** The incident acknowledged, or undefined if somebody already did: an acknowledgement is never taken over silently. */
export function acknowledged(incident: Incident, act: Act): Incident | undefined {
  if (incident.state !== 'open') return undefined;
  const line: LogLine = { ...act, did: 'acknowledged' };
  return changed({ ...incident, state: 'acknowledged', acknowledged: act }, line);
}

/** The most severe finding: the incident's headline. Findings are kept most severe first. */
export function leading(incident: Incident): Finding {
  const [first] = incident.findings;
  if (first === undefined)
    throw new Error(`Incident ${incident.id} has no finding; it should never have been opened.`);
  return first;
}

/**
 * The same event always gives the same id, so that opening an incident twice is one conditional write that fails.
 * 40 bits of SHA-256 in Crockford's alphabet (no I, L, O, U: it is read aloud at night).
 */
export function incidentId(event: { readonly account: string; readonly id: string }): string {
  const digest = createHash('sha256').update(`${event.account} ${event.id}`).digest();
  let id = '';
  let bits = digest.readUIntBE(0, 5);
  for (let index = 0; index < 8; index += 1) {
    id = alphabet.charAt(bits % 32) + id;
    bits = Math.floor(bits / 32);
  }
  return `RG-${id}`;
}

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** What somebody typed as an incident id, in its one spelling: case, a missing prefix and look-alike letters are forgiven. */
export function normalizedIncidentId(typed: string): string {
  const body = typed.trim().toUpperCase().replace(/^RG-?/, '');
  return `RG-${body.replaceAll('O', '0').replaceAll(/[IL]/g, '1')}`;
}

function changed(incident: Incident, line: LogLine): Incident {
  return { ...incident, log: [...incident.log, line], version: incident.version + 1 };
}

function factsOf(event: RootEvent): EventFacts {
  return {
    id: short(event.id),
    time: event.time,
    name: short(event.name),
    source: short(event.source),
    outcome: event.outcome,
    ...(event.region !== undefined && { region: short(event.region) }),
    ...(event.sourceIp !== undefined && { sourceIp: short(event.sourceIp) }),
    ...(event.userAgent !== undefined && { userAgent: short(event.userAgent) }),
    ...(event.mfaUsed !== undefined && { mfaUsed: event.mfaUsed }),
    ...(event.errorCode !== undefined && { errorCode: short(event.errorCode) }),
    raw: shortened(event.raw) as JsonObject,
  };
}
