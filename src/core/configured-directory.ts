import type { Directory } from './ports.ts';

/** The accounts as they were configured: id to name, empty where none was given. */
export function configuredDirectory(accounts: ReadonlyMap<string, string>): Directory {
  return {
    nameOf: (account) => accounts.get(account) || undefined,
    accounts: async () => [...accounts.keys()],
  };
}
