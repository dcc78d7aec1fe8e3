import { DescribeAccountCommand, type OrganizationsClient } from '@aws-sdk/client-organizations';
import type { RootEmail } from '../core/account-facts.ts';
import type { Fact } from '../core/fact.ts';
import { AuditCallError, ask, gatherFact } from './audit-fact.ts';

/**
 * Whether the address of root is in an approved domain; nobody asks where none is approved in particular. Of the address
 * only its mask is kept. https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeAccount.html
 */
export async function gatherRootEmail(
  organizations: OrganizationsClient,
  account: string,
  domains: readonly string[],
): Promise<Fact<RootEmail | undefined>> {
  if (domains.length === 0) return { known: true, value: undefined };
  const call = 'organizations:DescribeAccount';
  return gatherFact(call, async () => {
    const { Account } = await ask(call, () =>
      organizations.send(new DescribeAccountCommand({ AccountId: account })),
    );
    const email = Account?.Email?.toLowerCase() ?? '';
    const domain = email.split('@').at(-1) ?? '';
    if (domain === '') throw new AuditCallError(call, 'service-error');
    return { masked: `${email.slice(0, 1)}***@${domain}`, approved: domains.includes(domain) };
  });
}
