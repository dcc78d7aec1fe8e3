import type { KnownAccount } from './account.ts';
import type { AccountStore, Clock, Directory, Logger } from './ports.ts';

/** What a directory is made of. */
export interface DirectoryOptions {
  /** Ids and names of the configuration, the name empty where none was given: these win. */
  readonly configured: ReadonlyMap<string, string>;
  /** The organization's accounts; without it only the configured ones are known. */
  readonly organization?: { readonly store: AccountStore; readonly clock: Clock; readonly logger: Logger };
}

/** How long anybody waits for a name, in ms. */
const patience = 300;

/** How long a name is believed, and how long "no name" is, in ms. */
const nameLife = 10 * 60_000;
const absenceLife = 60_000;

/** The accounts of the configuration and, behind them, those of the organization as they were listed last. */
export function createDirectory({ configured, organization }: DirectoryOptions): Directory {
  const learnt = new Map<string, { readonly name: string | undefined; readonly until: number }>();
  const asking = new Map<string, Promise<void>>();
  const nameOf = (id: string) => configured.get(id) || learnt.get(id)?.name;

  const learn = (id: string, name: string | undefined, now: number) => {
    learnt.set(id, { name, until: now + (name === undefined ? absenceLife : nameLife) });
  };

  const ask = (id: string, { store, clock, logger }: NonNullable<DirectoryOptions['organization']>) => {
    const answer = store.account(id).then(
      (account) => learn(id, account?.name, clock()),
      (error: unknown) => {
        logger.warn('name-not-learnt', { account: id, error: String(error) });
        // The last known name is better than none; and the store is left alone for a while.
        learn(id, learnt.get(id)?.name, clock());
      },
    );
    const waiting = atMost(patience, answer).finally(() => asking.delete(id));
    asking.set(id, waiting);
    return waiting;
  };

  return {
    nameOf,
    async prepare(accounts) {
      if (organization === undefined) return;
      const now = organization.clock();
      const unknown = [...new Set(accounts)].filter(
        (id) => !configured.get(id) && (learnt.get(id)?.until ?? 0) <= now,
      );
      await Promise.all(unknown.map((id) => asking.get(id) ?? ask(id, organization)));
    },
    async accounts() {
      const listed = (await organization?.store.knownAccounts()) ?? [];
      for (const { id, name } of listed) learn(id, name, organization?.clock() ?? 0);
      const known = new Map<string, KnownAccount>(
        [...configured.keys()].map((id) => [id, { id, name: nameOf(id), state: 'active' }]),
      );
      for (const account of listed) known.set(account.id, { ...account, name: nameOf(account.id) });
      return [...known.values()];
    },
  };
}

/** Resolves with the work, or after `ms`. The work never rejects. */
function atMost(ms: number, work: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    void work.then(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
