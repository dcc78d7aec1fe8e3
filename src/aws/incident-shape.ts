import type { Drill } from '../core/drill.ts';
import type { Loudness, Owed, Said, Step, Waiting } from '../core/escalation.ts';
import type {
  Act,
  Card,
  Explanation,
  Incident,
  IncidentFinding,
  Mailed,
  Pen,
  PostedReply,
} from '../core/incident.ts';
import { deeds, type LogLine, type Verdict } from '../core/log-line.ts';
import type { StepState } from '../core/playbook.ts';
import type { Outcome } from '../core/posture.ts';
import { facts, finding, severity, tally, timelineLine } from './happened-shape.ts';
import { flag, list, type Members, members, number, oneOf, optional, text } from './shape.ts';

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

const stepState = members<StepState>({
  step: text,
  owner: optional(act),
  done: optional(act),
  seen: optional(
    members<NonNullable<StepState['seen']>>({
      outcome: oneOf<Outcome>({ pass: 1, fail: 1, warn: 1, unknown: 1, 'not-applicable': 1 }),
      at: number,
    }),
  ),
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
