import { contactsContract } from '../contracts/contacts.ts';
import { member, useLocalAws } from '../sandbox/aws/local-aws-fixture.ts';
import { useAwsEnvironment } from './aws-environment.ts';

const fixture = useLocalAws({ auditRoleName: 'rootguard/RootGuardAudit' });
useAwsEnvironment(fixture);

contactsContract('local AWS', async () => {
  const other = fixture.aws.setAccount('999900001111', {}).id;
  return {
    members: [member, other],
    register: async (account, contacts) => {
      const kinds = (['SECURITY', 'BILLING', 'OPERATIONS'] as const).filter((kind) => kind in contacts);
      const isOne = kinds.length > 1 && new Set(Object.values(contacts)).size === 1;
      fixture.aws.setAccount(account, {
        contacts: kinds,
        contactAddress: isOne ? 'one for all' : 'one each',
      });
    },
  };
});
