import type { Finding } from '../core/detection.ts';
import type { EventFacts } from '../core/event-facts.ts';
import type { Act, Card, Incident, Joined, LogLine, Pen } from '../core/incident.ts';
import type { Reason } from '../core/reason.ts';
import type { Severity } from '../core/severity.ts';
import { flag, list, members, number, object, oneOf, optional, text } from './shape.ts';

/** Tests that a stored value is what this version of RootGuard calls an incident. */
export const incidentShape = members<Incident>({
  id: text,
  account: text,
  findings: list(
    members<Finding>({
      detection: text,
      severity: oneOf<Severity>({ low: 1, medium: 1, high: 1, critical: 1 }),
      because: list(members<Reason>({ code: text, n: optional(number) })),
    }),
    1,
  ),
  event: members<EventFacts>({
    id: text,
    time: number,
    name: text,
    source: text,
    region: optional(text),
    sourceIp: optional(text),
    userAgent: optional(text),
    mfaUsed: optional(flag),
    outcome: oneOf<EventFacts['outcome']>({ success: 1, failure: 1 }),
    errorCode: optional(text),
    raw: object,
  }),
  openedAt: number,
  state: oneOf<Incident['state']>({ open: 1, acknowledged: 1 }),
  acknowledged: optional(members<Act>({ by: text, name: text, at: number })),
  joined: members<Joined>({
    marks: list(text),
    reads: number,
    findings: list(text),
    lastAt: optional(number),
  }),
  content: number,
  card: optional(members<Card>({ channel: text, ts: text, shows: number })),
  pen: optional(members<Pen>({ until: number, suspect: flag })),
  log: list(
    members<LogLine>({
      at: number,
      by: text,
      name: optional(text),
      did: oneOf<LogLine['did']>({ opened: 1, posted: 1, joined: 1, acknowledged: 1 }),
    }),
  ),
  version: number,
});
