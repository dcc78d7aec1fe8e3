import type { CardPlace } from '../core/incident.ts';
import type {
  Change,
  CheckState,
  Closing,
  Fix,
  KnownOutcome,
  PostureRecord,
  Suspicion,
} from '../core/posture-record.ts';
import { dictionary, flag, members, number, oneOf, optional, text } from './shape.ts';

const place = members<CardPlace>({ channel: text, ts: text });
const change = { at: number, by: optional(text) };

const state = members<CheckState>({
  outcome: oneOf<KnownOutcome>({ pass: 1, warn: 1, fail: 1, 'not-applicable': 1 }),
  since: number,
  openSince: optional(number),
  first: optional(flag),
  alert: optional(oneOf({ due: 1, posted: 1 })),
  claimedUntil: optional(number),
  card: optional(place),
  summary: optional(place),
  better: optional(members<Change>(change)),
  closing: optional(members<Closing>({ ...change, card: place, failedSince: number, worse: optional(flag) })),
  fixed: optional(
    members<Fix>({ ...change, openSince: number, untold: optional(flag), summary: optional(place) }),
  ),
});

/** Tests that a stored value is what this version of RootGuard calls the posture record of an account. */
export const postureRecordShape = members<PostureRecord>({
  account: text,
  at: number,
  states: dictionary(state),
  suspicions: optional(dictionary(members<Suspicion>({ at: number }))),
  version: number,
});
