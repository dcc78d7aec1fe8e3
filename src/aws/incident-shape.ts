import type { Drill } from '../core/drill.ts';
import type { Card, Incident, IncidentFinding, Mailed, Pen, PostedReply } from '../core/incident.ts';
import { deeds, type LogLine } from '../core/log-line.ts';
import { facts, finding, severity, tally, timelineLine } from './happened-shape.ts';
import { act, explanation, loudness, owed, step, stepState, verdict, waiting } from './life-shape.ts';
import { flag, list, members, number, oneOf, optional, text } from './shape.ts';

const drill = members<Drill>({ mark: text, detection: text, by: text, name: text, at: number });
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
