import {
  AccountClient,
  DeleteAlternateContactCommand,
  PutAlternateContactCommand,
} from '@aws-sdk/client-account';
import { contactsContract } from '../contracts/contacts.ts';
import { describeWithMoto, useMoto } from './moto-server.ts';

/** Alternate contacts, put by a management account and read in the member by the audit role, in an AWS that others wrote. */
describeWithMoto('moto', () => {
  useMoto();

  contactsContract('moto', async () => {
    const client = new AccountClient({ region: 'us-east-1' });
    return {
      members: ['444455556666', '999900001111'],
      async register(AccountId, contacts) {
        for (const AlternateContactType of ['SECURITY', 'BILLING', 'OPERATIONS'] as const) {
          const EmailAddress = contacts[AlternateContactType];
          const which = { AccountId, AlternateContactType };
          if (EmailAddress === undefined) {
            await client.send(new DeleteAlternateContactCommand(which)).catch(ignoreAbsent);
            continue;
          }
          const person = { Name: 'Kim Minji', Title: 'On call', PhoneNumber: '+82 2 555 0100' };
          await client.send(new PutAlternateContactCommand({ ...which, ...person, EmailAddress }));
        }
      },
    };
  });
});

/** There was none of this kind. */
function ignoreAbsent(error: unknown): void {
  if (error instanceof Error && error.name === 'ResourceNotFoundException') return;
  throw error;
}
