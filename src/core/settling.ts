import { dueAt, lapsed, type Owed } from './escalation.ts';
import { changed, type Incident, leading } from './incident.ts';
import { type LogLine, rootguard } from './log-line.ts';

/** What came of a message outside of the channel. */
export type Settlement =
  /** So many people had a direct message. */
  | { readonly told: number }
  | { readonly mailed: true }
  | { readonly asked: true }
  /** The owner cannot be asked: Slack's error. */
  | { readonly gone: string }
  /** It could not be sent for so long that it is given up: the error. */
  | { readonly failed: string };

/** After so long, in ms, a message that cannot be sent is given up, and the thread says so. */
export const givenUpAfter = 60 * 60_000;

/** The incident with one owed message settled, or undefined if it is not owed any more. `now` is in ms since the epoch. */
export function settled(
  incident: Incident,
  owed: Owed,
  settlement: Settlement,
  now: number,
): Incident | undefined {
  const { owed: all = [], ...rest } = incident;
  const left = all.filter(({ what, since }) => what !== owed.what || since !== owed.since);
  if (left.length === all.length) return undefined;
  const without: Incident = left.length === 0 ? rest : { ...rest, owed: left };
  const reason = incident.denied === undefined ? 'unattended' : 'denied';
  const line = (part: Pick<LogLine, 'did'> & Partial<LogLine>): LogLine => ({
    at: now,
    by: rootguard,
    ...part,
  });
  if ('gone' in settlement)
    return incident.state === 'acknowledged' ? lapsed(without, now, settlement.gone) : quietly(without);
  if ('told' in settlement) return changed(without, line({ did: 'summoned', n: settlement.told }));
  if ('mailed' in settlement) {
    const mailed = { at: now, severity: leading(incident).severity, reason };
    return changed({ ...without, mailed }, line({ did: 'mailed', reason }));
  }
  if ('failed' in settlement) {
    const how = owed.what === 'mail' ? 'mail' : 'dm';
    return changed(without, line({ did: 'unreached', how, reason: settlement.failed }));
  }
  return quietly(without);
}

function quietly(incident: Incident): Incident {
  return { ...incident, version: incident.version + 1 };
}

/** Whether something must be done about the incident. `now` is in ms since the epoch. */
export function isDue(incident: Incident, now: number): boolean {
  const at = dueAt(incident);
  return at !== undefined && at <= now;
}
