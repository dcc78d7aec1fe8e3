import { type Status, statusReport } from '../../blocks/status-report.ts';
import { judgeAccount } from '../../flows/check-posture.ts';
import { defineCommand } from '../command.ts';
import type { Services } from '../services.ts';

/** How many open alerts a status names; `/rootguard alerts` has the rest. */
const listed = 20;

export default defineCommand({
  summary: {
    en: 'open alerts, the last check and its age, and whether the guard lost anything',
    ko: '열린 알림, 마지막 점검과 경과 시간, 놓친 이벤트',
  },
  usage: '',
  answers: 'now',
  run: async ({ locale }, services) => statusReport(await gather(services), locale),
});

/** Reads what is stored; asks AWS nothing. */
async function gather({ store, directory, clock }: Services): Promise<Status> {
  const [open, checks, dropped, accounts] = await Promise.all([
    store.listOpen(listed + 1),
    store.lastChecks(),
    store.dropped(),
    directory.accounts(),
  ]);
  const last = new Map(checks.map((check) => [check.account, check]));
  // Alerts may be of accounts that nobody listed yet.
  await directory.prepare(open.map(({ account }) => account));
  const ids = accounts.filter(({ state }) => state === 'active').map(({ id }) => id);
  return {
    now: clock(),
    open: open.slice(0, listed),
    more: open.length > listed,
    accounts: [...new Set([...ids, ...last.keys()])].map((account) => {
      const check = last.get(account);
      const name = directory.nameOf(account);
      if (check === undefined) return { account, name, results: [] };
      return { account, name, checkedAt: check.at, results: judgeAccount(check) };
    }),
    dropped,
  };
}
