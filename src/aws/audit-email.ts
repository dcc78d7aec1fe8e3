import { DescribeAccountCommand, type OrganizationsClient } from '@aws-sdk/client-organizations';
import type { RootEmail } from '../core/account-facts.ts';
import type { Fact } from '../core/fact.ts';
import type { AccountStore } from '../core/ports.ts';
import { AuditCallError, ask, gatherFact } from './audit-fact.ts';

const call = 'organizations:DescribeAccount';

/** Whose address is asked for, and what is thought of it. */
export interface EmailInQuestion {
  readonly account: string;
  /** The domains, in lower case, that it may be in; where none is approved in particular, AWS is not asked. */
  readonly domains: readonly string[];
  readonly store: Pick<AccountStore, 'account'>;
}

/**
 * Whether the address of root is in an approved domain. The listing of the organization has brought it with all others, so that
 * a sweep asks Organizations nothing; an account that nobody listed is asked for. Of the address only its mask is kept.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeAccount.html
 */
export function gatherRootEmail(
  { account, domains, store }: EmailInQuestion,
  organizations: <T>(use: (client: OrganizationsClient) => Promise<T>) => Promise<T>,
): Promise<Fact<RootEmail | undefined>> {
  return gatherFact(call, async () => {
    // A table that does not answer is no reason not to ask.
    const listed = await store.account(account).catch(() => undefined);
    if (domains.length === 0)
      return listed?.rootEmail === undefined ? undefined : { masked: listed.rootEmail, approved: undefined };
    const masked =
      listed?.rootEmail ?? maskedEmail(await organizations((client) => describe(client, account)));
    if (masked === undefined) throw new AuditCallError(call, 'service-error');
    return { masked, approved: domains.includes(masked.split('@').at(-1) ?? '') };
  });
}

async function describe(organizations: OrganizationsClient, account: string): Promise<string | undefined> {
  const { Account } = await ask(call, () =>
    organizations.send(new DescribeAccountCommand({ AccountId: account })),
  );
  return Account?.Email;
}

/** An address as it may be shown and kept, `a***@example.com`; undefined if it is none. */
export function maskedEmail(address = ''): string | undefined {
  const email = address.toLowerCase();
  const at = email.lastIndexOf('@');
  return at < 1 || at === email.length - 1 ? undefined : `${email.slice(0, 1)}***${email.slice(at)}`;
}
