import type { Drill } from './drill.ts';
import type { Incident } from './incident.ts';
import { rootguard } from './log-line.ts';

/** A drill as it was started, and what is known of it besides its incident. Times are in ms since the epoch. */
export interface DrillRecord extends Drill {
  /** The id of the incident that it opens. */
  readonly incident: string;
  readonly account: string;
  /** When it reached the events function and no detection spoke. */
  readonly undetectedAt?: number;
  /** When its report was given. */
  readonly reportedAt?: number;
}

/** What must happen, in this order. */
export const drillSteps = ['opened', 'told', 'acknowledged', 'explained'] as const;

/** One of them. */
export type DrillStep = (typeof drillSteps)[number];

/** How far a drill came. */
export interface DrillReport {
  readonly drill: Drill;
  readonly steps: readonly ReachedStep[];
  /** The first step that was not reached. */
  readonly missing?: DrillStep;
}

/** A step that was reached. */
export interface ReachedStep {
  readonly step: DrillStep;
  /** How long after the drill was started, in ms. */
  readonly after: number;
  /** Who did it, if it was a person. */
  readonly who?: string;
  /** `told`: on which rung of the delivery ladder. */
  readonly rung?: 'channel' | 'second' | 'mail';
}

/**
 * How far a drill came, from the log of its incident alone, as it was at `until` (ms since the epoch): what came later is
 * not in it, so that a report says the same whenever it is drawn again.
 */
export function drillReport(
  drill: Drill,
  incident: Incident | undefined,
  until: number = Number.MAX_SAFE_INTEGER,
): DrillReport {
  const steps: ReachedStep[] = [];
  for (const step of drillSteps) {
    const line = incident?.log.find(({ did, at }) => deedsOf[step].includes(did) && at <= until);
    if (line === undefined) return { drill, steps, missing: step };
    const rung = rungs[line.did];
    steps.push({
      step,
      after: line.at - drill.at,
      ...(line.by !== rootguard && { who: line.name ?? line.by }),
      ...(rung !== undefined && { rung }),
    });
  }
  return { drill, steps };
}

/** How long a drill may take before its report is given, whatever is missing, in ms. */
export const drillTime = 60 * 60_000;

/** An explanation says by itself that somebody is on it. */
const deedsOf: Readonly<Record<DrillStep, readonly string[]>> = {
  opened: ['opened'],
  told: ['posted', 'moved', 'mailed'],
  acknowledged: ['acknowledged', 'took-over', 'proposed', 'denied', 'explained', 'confirmed'],
  explained: ['explained', 'confirmed'],
};

const rungs: Readonly<Record<string, ReachedStep['rung']>> = {
  posted: 'channel',
  moved: 'second',
  mailed: 'mail',
};
