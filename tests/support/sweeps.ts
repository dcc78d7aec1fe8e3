import type { SweepReport } from '../../src/core/ports.ts';
import { countsOf, type Sweep, type SweptAccount } from '../../src/core/sweep.ts';
import { startTally } from '../../src/flows/tally-sweep.ts';

/** What comes of a sweep that found this, page by page as the store gives it. */
export function sweepReportOf(
  sweep: Sweep,
  swept: readonly SweptAccount[],
  options: {
    readonly now: number;
    readonly missing?: readonly string[];
    readonly nameOf?: (account: string) => string | undefined;
  },
): SweepReport {
  const { now, missing = [], nameOf = () => undefined } = options;
  const planned = [...swept.map(({ account }) => account), ...missing];
  const tally = startTally(planned, nameOf);
  for (let start = 0; start < swept.length; start += 500) tally.add(swept.slice(start, start + 500));
  return { sweep, now, tally: tally.end() };
}

/** The same while it goes on. */
export function standingOf(sweep: Sweep, swept: readonly SweptAccount[], now: number) {
  return { sweep, now, counts: countsOf(swept) };
}
