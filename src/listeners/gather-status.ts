import type { Status } from '../blocks/status-report.ts';
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
      return { account, name, checkedAt: check.at, results: judgeAccount(check) };
    }),
    guard: guard && { checkedAt: guard.at, results: judgeFacts('guard', guard.facts, guard.at) },
    organization: organization && {
      checkedAt: organization.at,
      results: judgeFacts('organization', organization.facts, organization.at),
    },
    dropped,
    deliveries,
    failedChores,
  };
}
