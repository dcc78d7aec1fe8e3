import type { Job } from '../core/jobs.ts';
import {
  ComeBackLater,
  type Delivery,
  type Organization,
  OrganizationError,
  SlackError,
} from '../core/ports.ts';
import type { AccountFacts, UnknownCause } from '../core/posture.ts';
import { betweenEdits, groupsOf, type Sweep, type SweepProgress, type SweptAccount } from '../core/sweep.ts';
import { type CheckPosturePorts, remember } from './check-posture.ts';
import { type FinishSweepPorts, finishSweep } from './finish-sweep.ts';
import { closeCards } from './tell-findings.ts';
import { causesIn, unreachable } from './unknown-facts.ts';

/** What one account's turn in a sweep needs. */
export interface CheckForSweepPorts extends CheckPosturePorts, FinishSweepPorts {
  readonly store: FinishSweepPorts['store'];
  /** Undefined where no organization is configured. */
  readonly organization: Organization | undefined;
}

/** How often an account is looked at again because AWS was not ready or too busy, and how many ms later. */
const retries: Partial<Record<UnknownCause, number>> = { 'not-ready': 5, throttled: 3, timeout: 2 };
const retryAfter = 20_000;

/**
 * Looks at one account, counts it, shows how far the sweep is, and ends the sweep if it was the last. What AWS did not have
 * ready, or was too busy to tell, is asked again by the queue: throws ComeBackLater. Throws StoreError, too.
 */
export async function checkForSweep(
  ports: CheckForSweepPorts,
  job: Extract<Job, { kind: 'check-account' }>,
  delivery: Delivery,
): Promise<void> {
  const sweep = await ports.store.sweep(job.sweep);
  if (sweep === undefined || sweep.finishedAt !== undefined) return;
  const facts = await ports.auditor.gather(job.account);
  const check = { account: job.account, at: ports.clock(), facts };
  const again = causesIn(facts).find((cause) => delivery.receives <= (retries[cause] ?? 0));
  if (again !== undefined) throw new ComeBackLater(`Account ${job.account}: ${again}`, retryAfter);
  const swept = await sweptOf(ports, sweep, check);
  const inGroup = await ports.store.addSwept(sweep.id, job.group, swept);
  await showProgress(ports, sweep);
  if (inGroup < job.size) return;
  const complete = await ports.store.completeGroup(sweep.id, job.group);
  if (complete >= groupsOf(sweep.total)) await finishSweep(ports, sweep.id, job.responseUrl);
}

async function sweptOf(
  ports: CheckForSweepPorts,
  sweep: Sweep,
  check: { readonly account: string; readonly at: number; readonly facts: AccountFacts },
): Promise<SweptAccount> {
  const { account } = check;
  const nothing = unreachable(check.facts);
  // It may have been closed, or have left, since the list was made: then it is not the role that is at fault.
  const state = nothing === undefined ? undefined : await stateNow(ports, account);
  if (state !== undefined && state !== 'active') return { account, outcomes: {}, state };
  const { results, due, record } = await remember(ports, check);
  await closeCards(ports, record).catch((error: unknown) => {
    if (!(error instanceof SlackError)) throw error;
    ports.logger.warn('card-not-closed', { account, error: String(error) });
  });
  const reported = results.filter((result) => sweep.check === undefined || result.check === sweep.check);
  return {
    account,
    outcomes: Object.fromEntries(reported.map((result) => [result.check, result.outcome])),
    ...(nothing !== undefined && { unreachable: nothing }),
    ...(due.length > 0 && { worsened: due }),
  };
}

async function stateNow({ organization, logger }: CheckForSweepPorts, account: string) {
  try {
    return await organization?.stateOf(account);
  } catch (error) {
    if (!(error instanceof OrganizationError)) throw error;
    logger.info('state-unknown', { account, cause: error.unknown });
    return undefined;
  }
}

/** Progress is worth no retry: the next account's edit says more. */
async function showProgress(ports: CheckForSweepPorts, sweep: Sweep & SweepProgress): Promise<void> {
  const { store, messenger, clock, logger } = ports;
  const now = clock();
  if (sweep.message === undefined || now - (sweep.editedAt ?? sweep.startedAt) < betweenEdits) return;
  if (!(await store.claimSweepEdit(sweep.id, now, betweenEdits))) return;
  const swept = await store.swept(sweep.id);
  if (swept.length >= sweep.total) return;
  await messenger.updateProgress(sweep.message, { sweep, now, swept }).catch((error: unknown) => {
    logger.warn('progress-not-shown', { sweep: sweep.id, error: String(error) });
  });
}
