/** What a finding's buttons carry: the account (or subject) and the check. */
export function findingValue(account: string, check: string): string {
  return `${account} ${check}`;
}

/** Reads it; it was ours, but it comes from outside. Undefined if it is nothing that a button of ours carries. */
export function readFindingValue(
  value: string,
): { readonly account: string; readonly check: string } | undefined {
  const [, account, check] = /^(\d{12}|organization|guard) ([a-z0-9-]{1,80})$/.exec(value) ?? [];
  return account === undefined || check === undefined ? undefined : { account, check };
}
