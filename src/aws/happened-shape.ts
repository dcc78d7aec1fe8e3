import type { Finding } from '../core/detection.ts';
import type { EventFacts } from '../core/event-facts.ts';
import type { Reason } from '../core/reason.ts';
import type { Severity } from '../core/severity.ts';
import type { EventClass, Tally, TimelineLine } from '../core/tally.ts';
import { flag, list, type Members, members, number, oneOf, optional, text } from './shape.ts';

/* Tests of the part of a stored incident that says what happened; the other parts say what people and RootGuard did. */

export const severity = oneOf<Severity>({ low: 1, medium: 1, high: 1, critical: 1 });

const eventClass = oneOf<EventClass>({
  signIns: 1,
  failedSignIns: 1,
  writes: 1,
  reads: 1,
  refused: 1,
  findings: 1,
});

export const finding: Members<Finding> = {
  detection: text,
  severity,
  because: list(members<Reason>({ code: text, n: optional(number) })),
  inFull: optional(severity),
};

export const facts = members<EventFacts>({
  id: text,
  mark: text,
  time: number,
  name: text,
  source: text,
  region: optional(text),
  sourceIp: optional(text),
  userAgent: optional(text),
  mfaUsed: optional(flag),
  outcome: oneOf<EventFacts['outcome']>({ success: 1, failure: 1 }),
  errorCode: optional(text),
});

export const tally = members<Tally>({
  firstAt: number,
  lastAt: number,
  signIns: number,
  failedSignIns: number,
  writes: number,
  reads: number,
  refused: number,
  findings: number,
});

export const timelineLine = members<TimelineLine>({
  at: number,
  until: number,
  n: number,
  id: text,
  mark: text,
  name: text,
  source: text,
  class: eventClass,
  region: optional(text),
  from: optional(text),
  errorCode: optional(text),
  by: optional(text),
  detection: optional(text),
});
