import type { AlternateContactType } from '@aws-sdk/client-account';
import { createClientOpener } from '../../src/aws/audit-clients.ts';
import { gatherContact } from '../../src/aws/audit-contacts.ts';

/** An AWS with two members that the audit role lets in. */
export interface ContactsUnderTest {
  readonly members: readonly [string, string];
  /** Gives an account these contacts, by kind the address, and no others. */
  readonly register: (
    account: string,
    contacts: Partial<Record<AlternateContactType, string>>,
  ) => Promise<void>;
}

const kinds = ['SECURITY', 'BILLING', 'OPERATIONS'] as const;

/** What looking at alternate contacts must tell, whoever plays AWS. The SDK's environment variables lead there. */
export function contactsContract(name: string, make: () => Promise<ContactsUnderTest>): void {
  describe(`Alternate contacts (${name})`, () => {
    let made: ContactsUnderTest;
    beforeAll(async () => {
      made = await make();
    }, 60_000);

    /** As the auditor asks: in the account itself, by its audit role. */
    async function look(account: string) {
      const opener = createClientOpener({ region: 'us-east-1', auditRoleName: 'rootguard/RootGuardAudit' });
      const clients = await opener.open(account);
      try {
        const [security, billing, operations] = await Promise.all(
          kinds.map((kind) => gatherContact(clients.account, kind)),
        );
        return { security, billing, operations };
      } finally {
        clients.destroy();
      }
    }
    const none = { known: true, value: { registered: false, mark: undefined } };
    const some = { known: true, value: { registered: true, mark: expect.stringMatching(/^[\w-]{8}$/) } };

    test('that there is none is an answer', async () => {
      await made.register(made.members[0], {});
      expect(await look(made.members[0])).toEqual({ security: none, billing: none, operations: none });
    });

    test('each kind is told by itself, and each account by itself', async () => {
      await made.register(made.members[0], { SECURITY: 'security@example.com' });
      await made.register(made.members[1], { BILLING: 'billing@example.com' });
      expect(await look(made.members[0])).toEqual({ security: some, billing: none, operations: none });
      expect(await look(made.members[1])).toEqual({ security: none, billing: some, operations: none });
    });

    test('the same address is told from another, and nothing else of it', async () => {
      const [account] = made.members;
      const marks = async () => {
        const { billing, operations } = await look(account);
        return [billing, operations].map((contact) => (contact?.known ? contact.value.mark : undefined));
      };
      await made.register(account, { BILLING: 'aws@example.com', OPERATIONS: 'aws@example.com' });
      const [one, other] = await marks();
      expect(one).toBe(other);
      await made.register(account, { BILLING: 'billing@example.com', OPERATIONS: 'operations@example.com' });
      const [billing, operations] = await marks();
      expect(billing).not.toBe(operations);
    });

    test('one that was removed is there no more', async () => {
      const [account] = made.members;
      await made.register(account, { SECURITY: 'security@example.com' });
      expect((await look(account)).security).toEqual(some);
      await made.register(account, {});
      expect((await look(account)).security).toEqual(none);
    });
  });
}
