/** The account that somebody typed, by id (blanks and hyphens are forgiven) or by name, among those that there are. */
export function accountMeant(
  typed: string,
  accounts: readonly { readonly account: string; readonly name: string | undefined }[],
): string | undefined {
  const wanted = typed.trim().toLowerCase();
  const id = wanted.replaceAll(/[ -]/g, '');
  return accounts.find(({ account, name }) => account === id || name?.toLowerCase() === wanted)?.account;
}
