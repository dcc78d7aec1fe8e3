import { createOrganization } from '../../src/aws/organization.ts';
import type { KnownAccount } from '../../src/core/account.ts';
import { OrganizationError } from '../../src/core/ports.ts';

/** An AWS with an organization of more accounts than one page holds. */
export interface OrganizationUnderTest {
  /** The names of its accounts that a test may rely on. */
  readonly names: readonly string[];
  /** Runs something with the keys of a member account, which Organizations tells nothing. */
  readonly asMember?: (work: () => Promise<void>) => Promise<void>;
}

/** What the adapter of Organizations must do, whoever plays AWS. The SDK's environment variables lead there. */
export function organizationContract(name: string, make: () => Promise<OrganizationUnderTest>): void {
  describe(`The organization (${name})`, () => {
    let made: OrganizationUnderTest;
    beforeAll(async () => {
      made = await make();
    }, 60_000);

    async function everyAccount(): Promise<readonly KnownAccount[]> {
      const organization = createOrganization({ region: 'us-east-1' });
      const accounts: KnownAccount[] = [];
      let token: string | undefined;
      do {
        const page = await organization.page(token);
        accounts.push(...page.accounts);
        token = page.next;
      } while (token !== undefined);
      return accounts;
    }

    test('tells every account once, with its name and state', async () => {
      const accounts = await everyAccount();
      expect(new Set(accounts.map(({ id }) => id)).size).toBe(accounts.length);
      expect(accounts.map((account) => account.name)).toEqual(expect.arrayContaining([...made.names]));
      for (const { id, state } of accounts) {
        expect(id).toMatch(/^\d{12}$/);
        expect(state).toBe('active');
      }
    });

    test('tells the state of one account, and of one that it does not have that it left', async () => {
      const organization = createOrganization({ region: 'us-east-1' });
      const [account] = await everyAccount();
      expect(await organization.stateOf(account?.id ?? '')).toBe('active');
      expect(await organization.stateOf('999988887777')).toBe('left');
    });

    test('says why it was told nothing, where AWS is as strict as AWS', async () => {
      const refused = async () => {
        const page = createOrganization({ region: 'us-east-1' }).page();
        await expect(page).rejects.toBeInstanceOf(OrganizationError);
        await expect(page).rejects.toMatchObject({
          unknown: 'access-denied',
          call: 'organizations:ListAccounts',
        });
      };
      await made.asMember?.(refused);
    });
  });
}
