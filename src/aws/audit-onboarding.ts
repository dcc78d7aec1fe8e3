import { type Account, type OrganizationsClient, paginateListAccounts } from '@aws-sdk/client-organizations';
import type { Fact } from '../core/fact.ts';
import type { Onboarding } from '../core/organization-facts.ts';
import type { GuardMemory } from '../core/ports.ts';
import { isGuarded, isHeard } from '../core/verdicts.ts';
import { AuditCallError, ask, gatherFact } from './audit-fact.ts';

/**
 * The active accounts of the organisation, held against those that RootGuard heard of at its last look. They are those
 * of the hourly listing, which sweeps go by, too: of 5,000 accounts it takes 250 calls. Where there is none, AWS is asked.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html
 */
export function gatherOnboarding(
  organizations: OrganizationsClient,
  store: Pick<GuardMemory, 'lastChecks' | 'lastVerdicts' | 'knownAccounts' | 'listing' | 'watchedSince'>,
  now: number,
): Promise<Fact<Onboarding>> {
  const call = 'organizations:ListAccounts';
  return gatherFact(call, async () => {
    const active =
      (await fromStore(() => listedAccounts(store))) ??
      (await ask(call, () => activeAccounts(organizations)));
    const [looked, since] = await Promise.all([
      fromStore(() => lastLooks(store, active)),
      fromStore(() => store.watchedSince('organization'), 'dynamodb:GetItem'),
    ]);
    const isOld = ({ joinedAt }: JoinedAccount) => now - joinedAt > newFor;
    const unreached = active.filter(({ id }) => looked.get(id) === false);
    const missing = unreached.filter(isOld);
    const unlooked = active.filter(({ id }) => !looked.has(id));
    // On the day of installing nobody has looked at anything.
    const overdue = since !== undefined && now - since > newFor ? unlooked.filter(isOld) : [];
    return {
      active: active.length,
      missing: missing.slice(0, 50).map(named),
      missingCount: missing.length,
      newCount: unreached.length - missing.length,
      unlookedCount: unlooked.length,
      overdue: overdue.slice(0, 50).map(named),
      overdueCount: overdue.length,
    };
  });
}

function named({ id, name }: JoinedAccount): string {
  return name === undefined ? id : `${name} (${id})`;
}

/** A new account has a day: the StackSet must come to it, and a sweep. In ms. */
const newFor = 24 * 3_600_000;

/** Whether each account was heard of when it was last looked at. Of what an older version looked at there are facts alone. */
async function lastLooks(
  store: Pick<GuardMemory, 'lastChecks' | 'lastVerdicts'>,
  accounts: readonly JoinedAccount[],
): Promise<ReadonlyMap<string, boolean>> {
  const verdicts = await store.lastVerdicts();
  const looked = new Map(verdicts.map((each) => [each.account, isHeard(each)]));
  if (accounts.every(({ id }) => looked.has(id))) return looked;
  const checks = await store.lastChecks();
  return new Map([...checks.map(({ account, facts }) => [account, isGuarded(facts)] as const), ...looked]);
}

async function fromStore<T>(read: () => Promise<T>, call = 'dynamodb:Query'): Promise<T> {
  return await read().catch((cause: unknown) => {
    throw cause instanceof AuditCallError ? cause : new AuditCallError(call, 'store-error', { cause });
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
