import { inParallel } from '../core/in-parallel.ts';
import { type Logger, SlackError, type SweepReport, type SweepStore } from '../core/ports.ts';
import { betweenEdits, type Sweep, type SweepProgress } from '../core/sweep.ts';
import { gone, type TellFindingsPorts, tellWorsening, toldInSummary } from './tell-findings.ts';

/** What ending a sweep needs. */
export interface FinishSweepPorts extends TellFindingsPorts {
  readonly store: SweepStore & TellFindingsPorts['store'];
  readonly logger: Logger;
  /** Waits, in ms. */
  readonly pause: (ms: number) => Promise<void>;
}

/** More alerts at once than this are one message: a trail that stops for a whole organization must not bury the channel. */
export const mostAlerts = 10;

/** A sweep that has not ended after so many ms has lost accounts on the way; their jobs are dead letters by then. */
const longestSweep = 45 * 60_000;

/**
 * Raises the alerts that the sweep gave rise to, and shows its report. May be called again if it was interrupted: nothing is
 * told twice. Throws SlackError or StoreError.
 */
export async function finishSweep(ports: FinishSweepPorts, id: string, responseUrl?: string): Promise<void> {
  const { store, clock } = ports;
  const sweep = await store.sweep(id);
  if (sweep === undefined || sweep.finishedAt !== undefined) return;
  const swept = await store.swept(id);
  const looked = new Set(swept.map(({ account }) => account));
  const missing = (await store.sweepAccounts(id)).filter((account) => !looked.has(account));
  const report = { sweep, now: clock(), swept, ...(missing.length > 0 && { missing }) };
  await raiseAlerts(ports, report);
  await show(ports, sweep, report, responseUrl);
  await store.noteSweep(id, { finishedAt: clock() });
}

/** The duty: ends sweeps that can end no more by themselves, and says whom they did not get to. */
export async function finishStuckSweeps(ports: FinishSweepPorts): Promise<void> {
  for (const { id, startedAt } of await ports.store.openSweeps()) {
    if (ports.clock() - startedAt > longestSweep) await finishSweep(ports, id);
  }
}

async function raiseAlerts(ports: FinishSweepPorts, report: SweepReport): Promise<void> {
  const worsened = report.swept.filter((swept) => swept.worsened !== undefined);
  const alerts = worsened.flatMap(({ account, worsened: checks = [] }) =>
    checks.map((check) => ({ account, check })),
  );
  if (alerts.length <= mostAlerts) {
    for (const { account, check } of alerts) await tellWorsening(ports, account, check);
    return;
  }
  // After an interruption the summary may be there already, told to nobody's knowledge.
  const { messenger, store } = ports;
  if ((await messenger.findWorsened(report.sweep)) === undefined) await messenger.postWorsened(report);
  await inParallel(worsened, 20, ({ account, worsened: checks = [] }) =>
    toldInSummary(store, account, checks),
  );
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
