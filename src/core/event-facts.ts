import { eventMark } from './incident-id.ts';
import type { JsonObject } from './json.ts';
import type { RootEvent } from './root-event.ts';
import { shortText as short, shortened } from './shortened.ts';

/** What the card needs of a CloudTrail record. */
export interface EventFacts {
  readonly id: string;
  /** Its mark among the incident's events, under which its record is kept. */
  readonly mark: string;
  readonly time: number;
  readonly name: string;
  readonly source: string;
  readonly region?: string;
  readonly sourceIp?: string;
  readonly userAgent?: string;
  readonly mfaUsed?: boolean;
  readonly outcome: 'success' | 'failure';
  readonly errorCode?: string;
}

/** An event as it is kept beside its incident. */
export interface EventRecord {
  readonly mark: string;
  /** When it happened, ms since the epoch. */
  readonly at: number;
  /** The record, shortened. */
  readonly raw: JsonObject;
}

/** The record of an event, to be kept. */
export function recordOf(event: RootEvent): EventRecord {
  return { mark: eventMark(event), at: event.time, raw: shortened(event.raw) as JsonObject };
}

/** The facts that an incident keeps of an event. */
export function factsOf(event: RootEvent): EventFacts {
  return {
    id: short(event.id),
    mark: eventMark(event),
    time: event.time,
    name: short(event.name),
    source: short(event.source),
    outcome: event.outcome,
    ...(event.region !== undefined && { region: short(event.region) }),
    ...(event.sourceIp !== undefined && { sourceIp: short(event.sourceIp) }),
    ...(event.userAgent !== undefined && { userAgent: short(event.userAgent) }),
    ...(event.mfaUsed !== undefined && { mfaUsed: event.mfaUsed }),
    ...(event.errorCode !== undefined && { errorCode: short(event.errorCode) }),
  };
}
