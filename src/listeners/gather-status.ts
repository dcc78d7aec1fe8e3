import type { Status } from '../blocks/status-report.ts';
import { oldestOf } from '../core/posture.ts';
import { judgeAccount } from '../flows/check-posture.ts';
import { judgeFacts } from '../flows/judge-facts.ts';
import type { Services } from './services.ts';

/** How many open alerts a status names; `/rootguard alerts` has the rest. */
const listed = 20;

/** Reads what is stored; asks AWS nothing. */
export async function gatherStatus({ store, directory, clock }: Services): Promise<Status> {
  const [open, checks, guard, organization, dropped, deliveries, failedChores, accounts] = await Promise.all([
    store.listOpen(listed + 1),
    store.lastChecks(),
    store.lastGuardCheck(),
    store.lastOrganizationCheck(),
    store.dropped(),
    store.deliveries(),
    store.failedChores(),
    directory.accounts(),
  ]);
  const last = new Map(checks.map((check) => [check.account, check]));
  // Alerts may be of accounts that nobody listed yet.
  await directory.prepare(open.map(({ account }) => account));
  const active = accounts.filter(({ state }) => state === 'active').map(({ id }) => id);
  return {
    now: clock(),
    open: open.slice(0, listed),
    more: open.length > listed,
    accounts: [...new Set([...active, ...last.keys()])].map((account) => {
      const check = last.get(account);
      const name = directory.nameOf(account);
      if (check === undefined) return { account, name, results: [] };
      return { account, name, checkedAt: oldestOf(check), results: judgeAccount(check) };
    }),
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
  };
}
