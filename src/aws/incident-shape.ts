import type { Finding } from '../core/detection.ts';
import type { Drill } from '../core/drill.ts';
import type { EventFacts } from '../core/event-facts.ts';
import type { Card, Incident, IncidentFinding, Mailed, Pen, PostedReply } from '../core/incident.ts';
import { deeds, type LogLine } from '../core/log-line.ts';
import type { Reason } from '../core/reason.ts';
import type { Severity } from '../core/severity.ts';
import type { EventClass, Tally, TimelineLine } from '../core/tally.ts';
import { act, explanation, loudness, owed, step, stepState, verdict, waiting } from './life-shape.ts';
import { flag, list, type Members, members, number, oneOf, optional, text } from './shape.ts';

const severity = oneOf<Severity>({ low: 1, medium: 1, high: 1, critical: 1 });
const eventClass = oneOf<EventClass>({
  signIns: 1,
  failedSignIns: 1,
  writes: 1,
  reads: 1,
  refused: 1,
  findings: 1,
});

const finding: Members<Finding> = {
  detection: text,
  severity,
  because: list(members<Reason>({ code: text, n: optional(number) })),
};

const drill = members<Drill>({ mark: text, detection: text, by: text, name: text, at: number });
const facts = members<EventFacts>({
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

const tally = members<Tally>({
  firstAt: number,
  lastAt: number,
  signIns: number,
  failedSignIns: number,
  writes: number,
  reads: number,
  refused: number,
  findings: number,
});

const timelineLine = members<TimelineLine>({
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

const logLine = members<LogLine>({
  at: number,
  by: text,
  name: optional(text),
  did: oneOf<LogLine['did']>(deeds),
  severity: optional(severity),
  reason: optional(text),
  n: optional(number),
  text: optional(text),
  author: optional(text),
  verdict: optional(verdict),
  plan: optional(number),
  from: optional(text),
  how: optional(loudness),
  step: optional(text),
  source: optional(text),
});

/** Tests that a stored value is what this version of RootGuard calls an incident. */
export const incidentShape = members<Incident>({
  id: text,
  account: text,
  drill: optional(drill),
  findings: list(members<IncidentFinding>({ ...finding, event: text, at: number, n: number }), 1),
  event: facts,
  tally,
  timeline: list(timelineLine),
  marks: text,
  openedAt: number,
  state: oneOf<Incident['state']>({ open: 1, acknowledged: 1, explained: 1 }),
  acknowledged: optional(act),
  explained: optional(explanation),
  proposed: optional(explanation),
  denied: optional(act),
  playbook: optional(list(stepState)),
  involved: optional(list(text)),
  waiting,
  next: optional(step),
  owed: optional(list(owed)),
  content: number,
  card: optional(
    members<Card>({
      channel: text,
      ts: text,
      shows: number,
      announced: severity,
      at: optional(number),
      elsewhere: optional(text),
    }),
  ),
  thread: list(members<PostedReply>({ key: text, ts: text, shows: text })),
  pen: optional(members<Pen>({ until: number, suspect: flag, hand: optional(text) })),
  trouble: optional(members<NonNullable<Incident['trouble']>>({ since: number, reason: text })),
  mailed: optional(members<Mailed>({ at: number, severity, reason: text })),
  log: list(logLine),
  version: number,
});
