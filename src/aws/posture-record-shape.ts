import type { CardPlace } from '../core/incident.ts';
import type { CheckState, Closing, KnownOutcome, PostureRecord } from '../core/posture-record.ts';
import { dictionary, members, number, oneOf, optional, text } from './shape.ts';

const place = members<CardPlace>({ channel: text, ts: text });

/** Tests that a stored value is what this version of RootGuard calls the posture record of an account. */
export const postureRecordShape = members<PostureRecord>({
  account: text,
  at: number,
  states: dictionary(
    members<CheckState>({
      outcome: oneOf<KnownOutcome>({ pass: 1, warn: 1, fail: 1, 'not-applicable': 1 }),
      since: number,
      alert: optional(oneOf({ due: 1, posted: 1 })),
      claimedUntil: optional(number),
      card: optional(place),
      closing: optional(
        members<Closing>({ card: place, failedSince: number, at: number, by: optional(text) }),
      ),
    }),
  ),
  version: number,
});
