import type { CardPlace } from '../core/incident.ts';
import type { Job } from '../core/jobs.ts';
import type { Locale } from '../core/locale.ts';
import { type Directory, type JobQueue, SlackError } from '../core/ports.ts';
import { countsOf, groupOf, looksAtAll, type Sweep } from '../core/sweep.ts';
import { wholeJobs } from './check-for-sweep.ts';
import { type FinishSweepPorts, finishSweep } from './finish-sweep.ts';
import { type RefreshAccountsPorts, refreshWhenDue } from './refresh-accounts.ts';

/** What starting a sweep needs. */
export interface StartSweepPorts extends RefreshAccountsPorts, FinishSweepPorts {
  readonly store: RefreshAccountsPorts['store'] & FinishSweepPorts['store'];
  readonly directory: Directory;
  readonly jobs: JobQueue;
}

/** Which sweep is asked for. */
export interface SweepRequest {
  readonly id: string;
  readonly by?: { readonly user: string; readonly name: string };
  readonly locale: Locale;
  readonly check?: string;
  /** Where its progress is shown, if the bot may post there. */
  readonly channel?: string;
  /** Where its report goes if the bot may not. */
  readonly responseUrl?: string;
  /** Is told how many accounts there are, and whether there is progress to see, before the first of them is looked at. */
  readonly announce?: (total: number, shown: boolean) => Promise<void>;
}

/**
 * Puts one job an account onto the queue, and shows the progress where the bot may. It may be called again with the same id:
 * accounts that were looked at already are looked at twice, and counted once. Throws StoreError or what the bus says.
 */
export async function startSweep(ports: StartSweepPorts, request: SweepRequest): Promise<void> {
  const before = await ports.store.sweep(request.id);
  if (before?.plannedAt !== undefined) return;
  const sweep = before ?? (await openSweep(ports, request));
  const message = before?.message ?? (await postProgress(ports, sweep, request.channel));
  const accounts = await ports.store.sweepAccounts(sweep.id);
  const answersAt: { readonly responseUrl?: string } =
    message === undefined && request.responseUrl !== undefined ? { responseUrl: request.responseUrl } : {};
  const jobs = accounts.map((account, index): Job => {
    return { kind: 'check-account', sweep: sweep.id, account, ...groupOf(index, sweep.total), ...answersAt };
  });
  await request.announce?.(sweep.total, message !== undefined);
  // Without accounts there is nobody who would be the last of them.
  await ports.jobs.enqueueAll(
    accounts.length === 0 && looksAtAll(sweep) ? wholeJobs(sweep, answersAt.responseUrl) : jobs,
  );
  await ports.store.noteSweep(sweep.id, { plannedAt: ports.clock() });
  if (accounts.length === 0 && !looksAtAll(sweep)) await finishSweep(ports, sweep.id, request.responseUrl);
}

async function openSweep(ports: StartSweepPorts, request: SweepRequest): Promise<Sweep> {
  const { directory, store, clock } = ports;
  await refreshWhenDue(ports);
  const [accounts, listing] = await Promise.all([directory.accounts(), store.listing()]);
  const active = accounts.filter(({ state }) => state === 'active').map(({ id }) => id);
  const { id, by, locale, check } = request;
  const sweep: Sweep = {
    id,
    startedAt: clock(),
    locale,
    total: active.length,
    skipped: accounts.filter(({ state }) => state !== 'active' && state !== 'left'),
    ...(by !== undefined && { by }),
    ...(check !== undefined && { check }),
    ...(listing.failure !== undefined && { unlisted: listing.failure }),
  };
  await store.openSweep(sweep, active);
  // If somebody else was faster, theirs is the one.
  return (await store.sweep(id)) ?? sweep;
}

/** The worker has other things to do; in ms. */
const longestWait = 5_000;

/** Where the bot may not post there is no progress, but a report at the end. */
async function postProgress(
  ports: StartSweepPorts,
  sweep: Sweep,
  channel: string | undefined,
  tries = 3,
): Promise<CardPlace | undefined> {
  const { messenger, store, clock, logger } = ports;
  if (channel === undefined) return undefined;
  try {
    const message = await messenger.postProgress(channel, { sweep, now: clock(), counts: countsOf([]) });
    await store.noteSweep(sweep.id, { message });
    return message;
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    const wait = error.retryAfter ?? 0;
    // A busy channel takes it in a second or two.
    if (error.code === 'ratelimited' && tries > 1 && wait <= longestWait) {
      await ports.pause(wait);
      return await postProgress(ports, sweep, channel, tries - 1);
    }
    logger.info('no-progress-shown', { sweep: sweep.id, error: error.code });
    return undefined;
  }
}
