import { createHash } from 'node:crypto';
import {
  type AccountClient,
  type AlternateContactType,
  GetAlternateContactCommand,
} from '@aws-sdk/client-account';
import type { Contact } from '../core/account-facts.ts';
import type { Fact } from '../core/fact.ts';
import { ask, errorName, gatherFact } from './audit-fact.ts';

/**
 * One of the account's three alternate contacts; none is a fact, not a failure. Nothing of the person is kept.
 * https://docs.aws.amazon.com/accounts/latest/reference/API_GetAlternateContact.html
 */
export function gatherContact(account: AccountClient, type: AlternateContactType): Promise<Fact<Contact>> {
  const call = 'account:GetAlternateContact';
  return gatherFact(call, async () => {
    const found = await ask(call, () =>
      account.send(new GetAlternateContactCommand({ AlternateContactType: type })).catch((error: unknown) => {
        if (errorName(error) === 'ResourceNotFoundException') return { AlternateContact: undefined };
        throw error;
      }),
    );
    const contact = found.AlternateContact;
    if (contact === undefined) return { registered: false, mark: undefined };
    return { registered: true, mark: markOf(contact.EmailAddress ?? '') };
  });
}

/** Tells whether two addresses are the same, and nothing else. */
function markOf(email: string): string {
  return createHash('sha256').update(email.trim().toLowerCase()).digest('base64url').slice(0, 8);
}
