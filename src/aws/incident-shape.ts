import type { Finding } from '../core/detection.ts';
import type { Drill } from '../core/drill.ts';
import type { Loudness, Owed, Said, Step, Waiting } from '../core/escalation.ts';
import type { EventFacts } from '../core/event-facts.ts';
import type {
  Act,
  Card,
  Explanation,
  Incident,
  IncidentFinding,
  Involvement,
  Mailed,
  Pen,
  PostedReply,
} from '../core/incident.ts';
import { deeds, type LogLine, type Verdict } from '../core/log-line.ts';
import type { Reason } from '../core/reason.ts';
import type { Severity } from '../core/severity.ts';
import type { EventClass, Tally, TimelineLine } from '../core/tally.ts';
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
const acting: Members<Act> = { by: text, name: text, at: number };
const act = members<Act>(acting);
const verdict = oneOf<Verdict>({ planned: 1, unplanned: 1, 'not-us': 1, 'dealt-with': 1 });
const loudnesses: Readonly<Record<Loudness, 1>> = { thread: 1, channel: 1, oncall: 1, dm: 1, mail: 1 };
const loudness = oneOf<Loudness>(loudnesses);

const explanation = members<Explanation>({
  ...acting,
  verdict,
  text: optional(text),
  plan: optional(number),
  plannedBy: optional(text),
  confirmed: optional(act),
});

const waiting = members<Waiting>({
  since: number,
  climbed: number,
  posted: number,
  how: optional(loudness),
  at: optional(number),
  said: optional(oneOf<Said>({ thread: 1, channel: 1, oncall: 1 })),
  asked: optional(number),
});

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
  involved: optional(
    list(
      members<Involvement>({
        by: text,
        as: oneOf<Involvement['as']>({ planned: 1, requested: 1, attested: 1 }),
      }),
    ),
  ),
  waiting,
  next: optional(
    members<Step>({ at: number, what: oneOf<Step['what']>({ ...loudnesses, again: 1, ask: 1, back: 1 }) }),
  ),
  owed: optional(
    list(members<Owed>({ what: oneOf<Owed['what']>({ dm: 1, mail: 1, ask: 1 }), since: number })),
  ),
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
