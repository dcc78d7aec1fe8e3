import type { KnownAccount } from '../core/account.ts';
import {
  type AccountStore,
  type Clock,
  type Logger,
  type Organization,
  OrganizationError,
} from '../core/ports.ts';

/** What listing the organization needs. */
export interface RefreshAccountsPorts {
  /** Undefined where no organization is configured: then there is nothing to list. */
  readonly organization: Organization | undefined;
  readonly store: AccountStore;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** How old the list may become, in ms. */
export const listingLife = 3_600_000;

/** After so many ms one run stops and the next goes on: 5,000 accounts are 250 pages, one after the other. */
const runLimit = 25_000;

/** A token of yesterday is worth nothing; nobody says how long one lives. In ms. */
const partialLife = 600_000;

/** The scheduled duty: lists the organization when the list is an hour old, or goes on with a list that is half done. */
export async function refreshWhenDue(ports: RefreshAccountsPorts): Promise<void> {
  const { completedAt, failure } = await ports.store.listing();
  const last = Math.max(completedAt ?? 0, failure?.at ?? 0);
  if (ports.clock() - last >= listingLife) await refreshAccounts(ports);
}

/**
 * Lists the organization's accounts, page by page, and stores what changed. An account that is not listed any more `left`,
 * but only a whole list says so. Returns whether it is whole now; what went wrong is stored, and never thrown on, unless
 * the store itself fails.
 */
export async function refreshAccounts(ports: RefreshAccountsPorts): Promise<'whole' | 'partial' | 'failed'> {
  const { organization, store, clock, logger } = ports;
  if (organization === undefined) return 'whole';
  const [listing, stored] = await Promise.all([store.listing(), store.knownAccounts()]);
  const known = new Map(stored.map((account) => [account.id, account]));
  const began = clock();
  const partial =
    listing.partial !== undefined && began - listing.partial.startedAt < partialLife
      ? listing.partial
      : undefined;
  const seen = new Set(partial?.seen);
  const whole = listing.completedAt === undefined ? {} : { completedAt: listing.completedAt };
  let token = partial?.token;
  try {
    do {
      const page = await organization.page(token);
      const changed = page.accounts.filter((account) => isOther(account, known.get(account.id)));
      await Promise.all(changed.map((account) => store.saveAccount(account)));
      for (const { id } of page.accounts) seen.add(id);
      token = page.next;
      if (token !== undefined && clock() - began > runLimit) {
        const startedAt = partial?.startedAt ?? began;
        await store.saveListing({ ...whole, partial: { startedAt, token, seen: [...seen] } });
        return 'partial';
      }
    } while (token !== undefined);
    // Whoever may list an organization is in it: an empty list is a wrong answer, and not an organization that was left by all.
    if (seen.size === 0) throw new OrganizationError('organizations:ListAccounts', 'service-error');
  } catch (error) {
    if (!(error instanceof OrganizationError)) throw error;
    logger.warn('organization-not-listed', { call: error.call, cause: error.unknown });
    await store.saveListing({
      ...whole,
      failure: { at: clock(), cause: error.unknown, call: error.call },
    });
    return 'failed';
  }
  const gone = stored.filter(({ id, state }) => !seen.has(id) && state !== 'left');
  await Promise.all(gone.map((account) => store.saveAccount({ ...account, state: 'left' })));
  await store.saveListing({ completedAt: clock() });
  return 'whole';
}

function isOther(account: KnownAccount, stored: KnownAccount | undefined): boolean {
  const told = ['name', 'state', 'joinedAt', 'rootEmail'] as const;
  return stored === undefined || told.some((key) => stored[key] !== account[key]);
}
