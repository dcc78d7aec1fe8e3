import type { Incident } from './incident.ts';
import { leading } from './incident.ts';
import type { LogLine } from './log-line.ts';
import type { Severity } from './severity.ts';

/** Incidents in numbers. Drills are counted, and count for nothing else. Spans are in ms. */
export interface Statistics {
  readonly incidents: number;
  readonly drills: number;
  readonly bySeverity: Readonly<Record<Severity, number>>;
  /** Nobody has said that they are on it. */
  readonly unacknowledged: number;
  /** How long it took until somebody was on it: half were faster than `median`. Undefined if there was none. */
  readonly toAcknowledge?: { readonly median: number; readonly longest: number };
  /** Delivered by e-mail, because Slack took nothing, or in the second channel. */
  readonly onLowerRungs: number;
}

/** Counts incidents. The order does not matter. */
export function statisticsOf(all: readonly Incident[]): Statistics {
  const real = all.filter(({ drill }) => drill === undefined);
  const count = (severity: Severity) => real.filter((each) => leading(each).severity === severity).length;
  const waited = real.flatMap(waitOf);
  const [median, longest] = [percentile(waited, 0.5), percentile(waited, 1)];
  return {
    incidents: real.length,
    drills: all.length - real.length,
    bySeverity: {
      critical: count('critical'),
      high: count('high'),
      medium: count('medium'),
      low: count('low'),
    },
    unacknowledged: real.filter((each) => waitOf(each).length === 0).length,
    ...(median !== undefined && longest !== undefined && { toAcknowledge: { median, longest } }),
    onLowerRungs: real.filter(({ log }) => log.some(isLower)).length,
  };
}

/** The least value that a share (0 to 1) of the values do not exceed; undefined of none. The nearest rank: a value that there is. */
export function percentile(values: readonly number[], share: number): number | undefined {
  return values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(share * values.length) - 1)];
}

/** An e-mail that calls people to a card that they have is none of them. */
function isLower({ did, reason = '' }: LogLine): boolean {
  return did === 'moved' || (did === 'mailed' && !callingOut.includes(reason));
}

const callingOut: readonly string[] = ['unattended', 'denied'];

/** From its opening to the first person who took it or explained it; nothing while nobody did. */
function waitOf({ openedAt, log }: Incident): readonly number[] {
  const first = log.find(({ did }) => tookIt.includes(did));
  return first === undefined ? [] : [first.at - openedAt];
}

const tookIt: readonly string[] = ['acknowledged', 'took-over', 'proposed', 'denied', 'explained'];
