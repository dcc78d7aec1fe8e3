import { type Account, type OrganizationsClient, paginateListAccounts } from '@aws-sdk/client-organizations';
import type { Fact } from '../core/fact.ts';
import type { Onboarding } from '../core/organization-facts.ts';
import type { CheckStore } from '../core/ports.ts';
import type { AccountCheck } from '../core/posture.ts';
import { AuditCallError, ask, gatherFact } from './audit-fact.ts';

/**
 * The active accounts of the organisation, held against those that RootGuard could look into at its last check.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html
 */
export function gatherOnboarding(
  organizations: OrganizationsClient,
  store: Pick<CheckStore, 'lastChecks'>,
  now: number,
): Promise<Fact<Onboarding>> {
  const call = 'organizations:ListAccounts';
  return gatherFact(call, async () => {
    const active = await ask(call, () => activeAccounts(organizations));
    const checks = await store.lastChecks().catch((cause: unknown) => {
      throw new AuditCallError('dynamodb:Query', 'store-error', { cause });
    });
    const looked = new Map(checks.map((check) => [check.account, wasReached(check)]));
    const unreached = active.filter(({ id }) => looked.get(id) === false);
    const missing = unreached.filter(({ joinedAt }) => now - joinedAt > newFor);
    return {
      active: active.length,
      missing: missing.slice(0, 50).map(({ id, name }) => (name === undefined ? id : `${name} (${id})`)),
      missingCount: missing.length,
      newCount: unreached.length - missing.length,
      unlookedCount: active.filter(({ id }) => !looked.has(id)).length,
    };
  });
}

/** A new account has a day: the StackSet must come to it, and a sweep. In ms. */
const newFor = 24 * 3_600_000;

/** Whether its audit role could be assumed and its rule is there. */
function wasReached({ facts }: AccountCheck): boolean {
  return facts.alertRule.known && facts.alertRule.value.exists;
}

async function activeAccounts(client: OrganizationsClient) {
  const accounts: { readonly id: string; readonly name: string | undefined; readonly joinedAt: number }[] =
    [];
  for await (const { Accounts = [] } of paginateListAccounts({ client }, {})) {
    for (const account of Accounts) {
      if (account.Id === undefined || !isActive(account)) continue;
      accounts.push({
        id: account.Id,
        name: account.Name,
        joinedAt: account.JoinedTimestamp?.getTime() ?? 0,
      });
    }
  }
  return accounts.sort((a, b) => a.id.localeCompare(b.id));
}

/** `State` takes the place of `Status`, which AWS retires in 2026. */
function isActive({ State, Status }: Account): boolean {
  return (State ?? Status) === 'ACTIVE';
}
