import { suspected } from '../core/finding-alerts.ts';
import type { Job } from '../core/jobs.ts';
import {
  ComeBackLater,
  type Delivery,
  type Organization,
  OrganizationError,
  SlackError,
} from '../core/ports.ts';
import { isSubject, subjects } from '../core/subject.ts';
import {
  betweenEdits,
  groupsOf,
  looksAtAll,
  type Sweep,
  type SweepCounts,
  type SweepProgress,
  type SweptAccount,
} from '../core/sweep.ts';
import { askAgainAfter, worthAskingAgain } from './ask-again.ts';
import { type CheckPosturePorts, type Gathered, gather, remember } from './check-posture.ts';
import { type FinishSweepPorts, finishSweep } from './finish-sweep.ts';
import { type FactName, needsOf, sweptFacts } from './known-checks.ts';
import { secondLook } from './look-again.ts';
import { drawCards } from './tell-findings.ts';
import { causesIn, unreachable } from './unknown-facts.ts';

/** What one account's turn in a sweep needs. */
export interface CheckForSweepPorts extends CheckPosturePorts, FinishSweepPorts {
  readonly store: FinishSweepPorts['store'];
  /** Undefined where no organization is configured. */
  readonly organization: Organization | undefined;
}

/**
 * Looks at one account (or at the organization, or the guard), counts it, shows how far the sweep is, and ends the sweep if it
 * was the last. What AWS did not have ready, or was too busy to tell, is asked again by the queue: throws ComeBackLater. Throws
 * StoreError, too.
 */
export async function checkForSweep(
  ports: CheckForSweepPorts,
  job: Extract<Job, { kind: 'check-account' }>,
  delivery: Delivery,
): Promise<void> {
  const { store, jobs } = ports;
  const sweep = await store.sweep(job.sweep);
  if (sweep === undefined || sweep.finishedAt !== undefined) return;
  const only = sweep.again === true ? await secondLookAt(ports, job.account, delivery) : undefined;
  const needs = only?.flatMap(factsOf) ?? needsIn(sweep, job.account);
  const gathered = await gather(ports, job.account, needs, sweep.id);
  const shut = reachOf(gathered) !== undefined;
  const again = worthAskingAgain(causesIn(gathered.facts), delivery.receives, shut);
  if (again !== undefined) throw new ComeBackLater(`Account ${job.account}: ${again}`, askAgainAfter);
  const swept = await sweptOf(ports, sweep, gathered, only);
  const counts = await store.addSwept(sweep.id, job.group, swept);
  await showProgress(ports, sweep, counts);
  if (counts.looked < job.size) return;
  const { groups } = await store.completeGroup(sweep.id, job.group, counts);
  const ofAccounts = groupsOf(sweep.total);
  if (!looksAtAll(sweep) || groups > ofAccounts) {
    if (groups >= ofAccounts) await finishSweep(ports, sweep.id, job.responseUrl);
  } else if (groups === ofAccounts) await jobs.enqueueAll(wholeJobs(sweep, job.responseUrl));
}

/** Why nothing could be learnt of an account; undefined if something was. */
function reachOf({ scope, facts }: Gathered): ReturnType<typeof unreachable> {
  return scope === 'account' ? unreachable(facts) : undefined;
}

async function secondLookAt({ store, clock }: CheckForSweepPorts, subject: string, delivery: Delivery) {
  return secondLook(await store.postureRecord(subject), clock(), delivery);
}

function factsOf(check: string): readonly FactName[] {
  return needsOf(check) ?? [];
}

/** The scheduled sweep gathers everything. */
function needsIn({ check, by }: Sweep, subject: string): readonly FactName[] | undefined {
  if (check !== undefined) return needsOf(check);
  return by === undefined || isSubject(subject) ? undefined : sweptFacts;
}

/** The last group of a sweep: the organization and the guard. */
export function wholeJobs({ id, total }: Sweep, responseUrl: string | undefined): readonly Job[] {
  const last = { group: groupsOf(total), size: subjects.length };
  return subjects.map((account) => ({
    kind: 'check-account',
    sweep: id,
    account,
    ...last,
    ...(responseUrl !== undefined && { responseUrl }),
  }));
}

async function sweptOf(
  ports: CheckForSweepPorts,
  sweep: Sweep,
  gathered: Gathered,
  only: readonly string[] | undefined,
): Promise<SweptAccount> {
  const { subject: account } = gathered;
  const nothing = reachOf(gathered);
  // It may have been closed, or have left, since the list was made: then it is not the role that is at fault.
  const state = nothing?.cause === 'assume-role-failed' ? await stateNow(ports, account) : undefined;
  if (state !== undefined && state !== 'active') return { account, outcomes: {}, state };
  const { results, due, record } = await remember(
    ports,
    gathered,
    only === undefined ? {} : { only, second: true },
  );
  await drawCards(ports, record).catch((error: unknown) => {
    if (!(error instanceof SlackError)) throw error;
    ports.logger.warn('card-not-closed', { account, error: String(error) });
  });
  const reported = results.filter(
    ({ check, outcome }) =>
      (sweep.check === undefined || check === sweep.check) &&
      outcome !== 'pass' &&
      outcome !== 'not-applicable',
  );
  return {
    account,
    outcomes: Object.fromEntries(reported.map(({ check, outcome }) => [check, outcome])),
    ...(nothing !== undefined && { unreachable: nothing }),
    ...(due.length > 0 && { worsened: due }),
    ...(suspected(record).checks.length > 0 && { suspected: true }),
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

/**
 * Counts what is complete, and, of a sweep that is one group, what is not: a number that went down would look like a mistake.
 * Progress is worth no retry: the next account's edit says more.
 */
async function showProgress(
  ports: CheckForSweepPorts,
  sweep: Sweep & SweepProgress,
  own: SweepCounts,
): Promise<void> {
  const { store, messenger, clock, logger } = ports;
  const now = clock();
  if (sweep.message === undefined || now - (sweep.editedAt ?? sweep.startedAt) < betweenEdits) return;
  if (!(await store.claimSweepEdit(sweep.id, now, betweenEdits))) return;
  const counts = groupsOf(sweep.total) > 1 ? (await store.completeGroups(sweep.id)).counts : own;
  if (counts.looked >= sweep.total) return;
  await messenger.updateProgress(sweep.message, { sweep, now, counts }).catch((error: unknown) => {
    logger.warn('progress-not-shown', { sweep: sweep.id, error: String(error) });
  });
}
