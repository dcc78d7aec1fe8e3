import type { KnownAccount } from '../core/account.ts';
import type { Services } from './services.ts';

/** The id of the account that somebody typed, by id (blanks and hyphens are forgiven) or by name, of those that there are. */
export function accountMeant(typed: string, accounts: readonly KnownAccount[]): string | undefined {
  const wanted = typed.trim().toLowerCase();
  const number = wanted.replaceAll(/[ -]/g, '');
  return accounts.find(({ id, name }) => id === number || name?.toLowerCase() === wanted)?.id;
}

/** The accounts whose root can still be used: those that were closed or left are not ours to guard. */
export async function guardedAccounts({ directory }: Services): Promise<readonly KnownAccount[]> {
  const accounts = await directory.accounts();
  return accounts.filter(({ state }) => state !== 'closed' && state !== 'left');
}

/** How accounts are called where somebody is told which there are. */
export function labels(accounts: readonly KnownAccount[]): readonly string[] {
  return accounts.map(({ id, name }) => name ?? id);
}
