import { inParallel } from '../core/in-parallel.ts';
import {
  type Directory,
  type JobQueue,
  type Logger,
  SlackError,
  type SweepReport,
  type SweepStore,
} from '../core/ports.ts';
import { isSubject, subjects } from '../core/subject.ts';
import { betweenEdits, looksAtAll, type Sweep, type SweepProgress } from '../core/sweep.ts';
import { lookAgainAt } from './look-again.ts';
import { startTally } from './tally-sweep.ts';
import { gone, type TellFindingsPorts, tellWorsening, toldInSummary } from './tell-findings.ts';

/** What ending a sweep needs. */
export interface FinishSweepPorts extends TellFindingsPorts {
  readonly store: SweepStore & TellFindingsPorts['store'];
  readonly directory: Directory;
  readonly jobs: Pick<JobQueue, 'enqueueAll'>;
  readonly logger: Logger;
  /** Waits, in ms. */
  readonly pause: (ms: number) => Promise<void>;
}

/** More alerts of accounts at once than this are one message: a trail that stops for a whole organization must not bury the channel. */
export const mostAlerts = 10;

/** A sweep that has not ended after so many ms has lost accounts on the way; their jobs are dead letters by then. */
const longestSweep = 45 * 60_000;

/**
 * Raises the alerts that the sweep gave rise to, and shows its report. May be called again if it was interrupted: nothing is
 * told twice. Throws SlackError or StoreError.
 */
export async function finishSweep(ports: FinishSweepPorts, id: string, responseUrl?: string): Promise<void> {
  const { store, clock, directory } = ports;
  const sweep = await store.sweep(id);
  if (sweep === undefined || sweep.finishedAt !== undefined) return;
  const planned = [...(await store.sweepAccounts(id)), ...(looksAtAll(sweep) ? subjects : [])];
  // Who is named, and in which order, goes by names: one query for all of them.
  await directory.accounts();
  const tally = startTally(planned, directory.nameOf);
  const doubted: string[] = [];
  for await (const page of store.swept(id)) {
    tally.add(page);
    doubted.push(...page.flatMap(({ account, suspected }) => (suspected === true ? [account] : [])));
  }
  const report = { sweep, now: clock(), tally: tally.end() };
  await raiseAlerts(ports, report);
  await show(ports, sweep, report, responseUrl);
  // What a second look could not see, the next sweep will.
  if (sweep.again !== true) await lookAgainAt(ports, `${id}-again`, doubted);
  if (looksAtAll(sweep)) await store.noteFirstSweep(clock());
  await store.noteSweep(id, { finishedAt: clock() });
}

/** The duty: ends sweeps that can end no more by themselves, and says whom they did not get to. */
export async function finishStuckSweeps(ports: FinishSweepPorts): Promise<void> {
  for (const { id, startedAt } of await ports.store.openSweeps()) {
    if (ports.clock() - startedAt > longestSweep) await finishSweep(ports, id);
  }
}

async function raiseAlerts(ports: FinishSweepPorts, report: SweepReport): Promise<void> {
  const { worsened, subjects: found } = report.tally;
  // Few, and each is about all accounts: they never drown among many.
  for (const { subject, worsened: checks } of found)
    for (const check of checks) await tellWorsening(ports, subject, check);
  if (worsened.reduce((sum, { count }) => sum + count, 0) <= mostAlerts) {
    for (const { check, first } of worsened)
      for (const account of first) await tellWorsening(ports, account, check);
    return;
  }
  // After an interruption the summary may be there already, told to nobody's knowledge.
  const { messenger, store } = ports;
  const summary = (await messenger.findWorsened(report.sweep)) ?? (await messenger.postWorsened(report));
  for await (const page of store.swept(report.sweep.id))
    await inParallel(page, 20, async ({ account, worsened: checks = [] }) => {
      if (checks.length > 0 && !isSubject(account)) await toldInSummary(store, account, checks, summary);
    });
}

async function show(
  ports: FinishSweepPorts,
  sweep: Sweep & SweepProgress,
  report: SweepReport,
  responseUrl: string | undefined,
): Promise<void> {
  const { messenger, store, clock, pause, logger } = ports;
  try {
    if (sweep.message !== undefined) {
      while (!(await store.claimSweepEdit(sweep.id, clock(), betweenEdits))) await pause(500);
      await messenger.showReport(sweep.message, report);
    } else if (responseUrl !== undefined) {
      await messenger.sendReport(responseUrl, report);
    }
  } catch (error) {
    // Nobody is there any more to hear it: the message was deleted, or the response_url is older than half an hour.
    const isOver = error instanceof SlackError && (gone.has(error.code) || error.code.startsWith('http_4'));
    if (!isOver) throw error;
    logger.warn('report-not-shown', { sweep: sweep.id, error: String(error) });
  }
}
