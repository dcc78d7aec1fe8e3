import type { AccountStatus, Status } from '../blocks/status-report.ts';
import { type Outcome, oldestOf } from '../core/posture.ts';
import { judgeFacts } from '../flows/judge-facts.ts';
import { lastLooks } from '../flows/last-verdicts.ts';
import type { Services } from './services.ts';

/** How many open alerts a status names; `/rootguard alerts` has the rest. */
const listed = 20;

/** Reads what is stored; asks AWS nothing. */
export async function gatherStatus({ store, directory, clock, hub }: Services): Promise<Status> {
  const [open, guard, organization, dropped, deliveries, failedChores, accounts, heartbeat] =
    await Promise.all([
      store.listOpen(listed + 1),
      store.lastGuardCheck(),
      store.lastOrganizationCheck(),
      store.dropped(),
      store.deliveries(),
      store.failedChores(),
      directory.accounts(),
      hub === undefined ? undefined : store.lastHeartbeat(hub),
    ]);
  // Alerts may be of accounts that nobody listed yet.
  await directory.prepare(open.map(({ account }) => account));
  const active = accounts.filter(({ state }) => state === 'active').map(({ id }) => id);
  const last = await lastLooks(store, active);
  const status = [...new Set([...active, ...last.keys()])].map((account): AccountStatus => {
    const name = directory.nameOf(account);
    return { account, name, results: [], ...last.get(account) };
  });
  return {
    now: clock(),
    open: open.slice(0, listed),
    more: open.length > listed,
    accounts: worstFirst(status),
    guard: guard && {
      checkedAt: oldestOf(guard),
      results: judgeFacts('guard', guard.facts, guard.at, guard.older),
    },
    organization: organization && {
      checkedAt: oldestOf(organization),
      results: judgeFacts('organization', organization.facts, organization.at, organization.older),
    },
    dropped,
    deliveries,
    failedChores,
    ...(heartbeat !== undefined && { beatAt: heartbeat.at }),
  };
}

/** What fails first, then what nobody could look at or ever did; a list of 5,000 is cut. */
function worstFirst(accounts: readonly AccountStatus[]): readonly AccountStatus[] {
  const ranked = accounts.map((each) => {
    const count = (outcome: Outcome) => each.results.filter((result) => result.outcome === outcome).length;
    const unclear = each.checkedAt === undefined ? 1 : count('unknown');
    return { each, rank: count('fail') * 10_000 + unclear * 100 + count('warn') };
  });
  return ranked.sort((a, b) => b.rank - a.rank).map(({ each }) => each);
}
