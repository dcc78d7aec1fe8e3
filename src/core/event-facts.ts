import type { JsonObject } from './json.ts';
import type { RootEvent } from './root-event.ts';
import { shortText as short, shortened } from './shortened.ts';

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

/** The facts that are kept of an event. */
export function factsOf(event: RootEvent): EventFacts {
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
