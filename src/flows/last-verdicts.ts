import { inGroups } from '../core/in-groups.ts';
import type { CheckStore } from '../core/ports.ts';
import { type AccountCheck, type Outcome, oldestOf } from '../core/posture.ts';
import { isGuarded, type Judged, type Verdicts } from '../core/verdicts.ts';
import { checks } from '../posture/index.generated.ts';
import { judgeFacts } from './judge-facts.ts';

/** What the last look at an account says today. */
export interface LastLook {
  readonly checkedAt: number;
  readonly results: readonly Judged[];
}

/**
 * What the last looks at accounts came to, from small items: nobody reads and judges the facts of 5,000 accounts within the
 * three seconds that Slack waits. Facts of older versions, which have no such item yet, are judged here. `accounts` are those
 * that must not be overlooked; others that were ever looked at come, too. Throws StoreError.
 */
export async function lastLooks(
  store: Pick<CheckStore, 'lastVerdicts' | 'lastCheck' | 'lastChecks'>,
  accounts: readonly string[],
): Promise<ReadonlyMap<string, LastLook>> {
  const verdicts = await store.lastVerdicts();
  const looks = new Map(
    verdicts.map((each) => [each.account, { checkedAt: each.checkedAt, results: today(each) }]),
  );
  const lacking = accounts.filter((account) => !looks.has(account));
  const older =
    lacking.length > few
      ? await store.lastChecks()
      : await inGroups(lacking, 10, (id) => store.lastCheck(id));
  for (const check of older) {
    if (check === undefined || looks.has(check.account)) continue;
    looks.set(check.account, { checkedAt: oldestOf(check), results: judged(check) });
  }
  return looks;
}

/** So many are read one by one: accounts that nobody looked at so far, most of all. */
const few = 20;

/** What facts of an account come to. */
export function verdictsOf(check: AccountCheck): Verdicts {
  const outcomes = judged(check).map(({ check: id, outcome }): [string, Outcome] => [id, outcome]);
  return {
    account: check.account,
    checkedAt: oldestOf(check),
    outcomes: Object.fromEntries(outcomes),
    guarded: isGuarded(check.facts),
  };
}

function judged({ facts, at, older }: AccountCheck): readonly Judged[] {
  return judgeFacts('account', facts, at, older);
}

/** A check that came with a later version has not been made: that is no pass. */
function today({ outcomes }: Verdicts): readonly Judged[] {
  return accountChecks.map((check) => ({ check, outcome: outcomes[check] ?? 'unknown' }));
}

const accountChecks: readonly string[] = Object.entries(checks).flatMap(([id, { scope }]) =>
  scope === 'account' ? [id] : [],
);
