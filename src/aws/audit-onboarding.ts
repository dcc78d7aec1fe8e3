import { type Account, type OrganizationsClient, paginateListAccounts } from '@aws-sdk/client-organizations';
import type { Fact, UnknownCause } from '../core/fact.ts';
import type { Onboarding } from '../core/organization-facts.ts';
import type { GuardMemory } from '../core/ports.ts';
import type { AccountCheck } from '../core/posture.ts';
import { AuditCallError, ask, gatherFact } from './audit-fact.ts';

/**
 * The active accounts of the organisation, held against those that RootGuard could look into at its last check. They are those
 * of the hourly listing, which sweeps go by, too: of 5,000 accounts it takes 250 calls. Where there is none, AWS is asked.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html
 */
export function gatherOnboarding(
  organizations: OrganizationsClient,
  store: Pick<GuardMemory, 'lastChecks' | 'knownAccounts' | 'listing'>,
  now: number,
): Promise<Fact<Onboarding>> {
  const call = 'organizations:ListAccounts';
  return gatherFact(call, async () => {
    const active =
      (await fromStore(() => listedAccounts(store))) ??
      (await ask(call, () => activeAccounts(organizations)));
    const checks = await fromStore(() => store.lastChecks());
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

/** Whether its audit role could be assumed and its rule is there, unless it was AWS that had no time to say. */
function wasReached({ facts: { alertRule } }: AccountCheck): boolean {
  return alertRule.known ? alertRule.value.exists : passing.has(alertRule.cause);
}

/** Causes that say nothing about the account. */
const passing: ReadonlySet<UnknownCause> = new Set(['throttled', 'timeout', 'service-error', 'clock-skew']);

async function fromStore<T>(read: () => Promise<T>): Promise<T> {
  return await read().catch((cause: unknown) => {
    throw cause instanceof AuditCallError
      ? cause
      : new AuditCallError('dynamodb:Query', 'store-error', { cause });
  });
}

/** Undefined if the organisation was never listed. A listing that fails now is no knowledge of today's accounts. */
async function listedAccounts(
  store: Pick<GuardMemory, 'knownAccounts' | 'listing'>,
): Promise<readonly JoinedAccount[] | undefined> {
  const { completedAt, failure } = await store.listing();
  if (failure !== undefined) throw new AuditCallError(failure.call, failure.cause);
  if (completedAt === undefined) return undefined;
  const known = await store.knownAccounts();
  return known.flatMap(({ id, name, state, joinedAt = 0 }) =>
    state === 'active' ? [{ id, name, joinedAt }] : [],
  );
}

interface JoinedAccount {
  readonly id: string;
  readonly name: string | undefined;
  readonly joinedAt: number;
}

async function activeAccounts(client: OrganizationsClient): Promise<readonly JoinedAccount[]> {
  const accounts: JoinedAccount[] = [];
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
