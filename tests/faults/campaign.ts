import { type Counts, kinds, noFaults } from './faults.ts';
import { type Play, playSchedule } from './schedule.ts';

/** What came of many schedules; plain data, so that threads can hand it over. */
export interface Outcome {
  seeds: number;
  steps: number;
  events: number;
  readonly faults: Counts;
  readonly calls: Record<string, number>;
  readonly failed: {
    readonly seed: number;
    readonly wrong: readonly string[];
    readonly trace: readonly string[];
  }[];
}

/** Before the first schedule. */
export function campaignOf(): Outcome {
  return { seeds: 0, steps: 0, events: 0, faults: noFaults(), calls: {}, failed: [] };
}

/** Plays one schedule. One that throws has failed, too. */
export async function play(seed: number, how: Play = {}): Promise<Outcome> {
  const outcome = campaignOf();
  outcome.seeds = 1;
  try {
    const { wrong, trace, ...result } = await playSchedule(seed, how);
    if (wrong.length > 0) outcome.failed.push({ seed, wrong, trace });
    return { ...outcome, ...result, calls: Object.fromEntries(result.calls) };
  } catch (error) {
    const wrong = [error instanceof Error ? (error.stack ?? String(error)) : String(error)];
    outcome.failed.push({ seed, wrong, trace: [] });
    return outcome;
  }
}

/** Adds one outcome to another. */
export function addTo(total: Outcome, more: Outcome): void {
  total.seeds += more.seeds;
  total.steps += more.steps;
  total.events += more.events;
  for (const kind of kinds) total.faults[kind] += more.faults[kind];
  for (const [method, n] of Object.entries(more.calls)) total.calls[method] = (total.calls[method] ?? 0) + n;
  total.failed.push(...more.failed);
}
