import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import {
  CreateAccountCommand,
  CreateOrganizationCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { createAuditor } from '../../src/aws/auditor.ts';
import { createOrganization } from '../../src/aws/organization.ts';
import { organizationContract } from '../contracts/organization.ts';
import { remembersNothing } from '../support/remembers-nothing.ts';
import { describeWithMoto, useMoto } from './moto-server.ts';

/** An organization, and the audit of a member by sts:AssumeRole, in an AWS that others wrote. */
describeWithMoto('moto', () => {
  useMoto();
  const names = Array.from({ length: 30 }, (_, index) => `team-${index}`);
  const auditor = () =>
    createAuditor({
      region: 'us-east-1',
      auditRoleName: 'rootguard/RootGuardAudit',
      ruleName: 'rootguard-root-events',
      clock: Date.now,
      memory: remembersNothing,
      table: 'rootguard',
      raises: () => true,
      emailDomains: [],
      iamAdministrators: [],
      slackChannels: async () => ({ known: true, value: [] }),
    });

  organizationContract('moto', async () => {
    const client = new OrganizationsClient({});
    await client.send(new CreateOrganizationCommand({ FeatureSet: 'ALL' }));
    for (const AccountName of names)
      await client.send(new CreateAccountCommand({ AccountName, Email: `${AccountName}@example.com` }));
    // moto gives a member an empty list where AWS denies: no test here may rely on that.
    return { names };
  });

  test('a member is looked at in its own account, by the role', async () => {
    const { accounts } = await createOrganization({ region: 'us-east-1' }).page();
    const member = accounts.find(({ name }) => name === 'team-0')?.id ?? '';
    const before = await auditor().gather(member);
    // moto knows no password of root, so it must not be taken for none.
    expect(before.rootCredentials).toMatchObject({
      known: true,
      value: { accessKeys: 0, mfaEnabled: false, passwordPresent: undefined },
    });
    expect(before.alertRule).toMatchObject({ known: true, value: { exists: false } });

    await makeRule(member);
    const after = await auditor().gather(member);
    expect(after.alertRule).toMatchObject({ known: true, value: { exists: true, state: 'ENABLED' } });
    const other = accounts.find(({ name }) => name === 'team-1')?.id ?? '';
    expect((await auditor().gather(other)).alertRule).toMatchObject({ value: { exists: false } });
  });
});

async function makeRule(account: string): Promise<void> {
  const { Credentials: given } = await new STSClient({}).send(
    new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${account}:role/x`, RoleSessionName: 'test' }),
  );
  const credentials = {
    accessKeyId: given?.AccessKeyId ?? '',
    secretAccessKey: given?.SecretAccessKey ?? '',
    sessionToken: given?.SessionToken ?? '',
  };
  const events = new EventBridgeClient({ credentials });
  const Name = 'rootguard-root-events';
  await events.send(
    new PutRuleCommand({ Name, EventPattern: '{"source":[{"prefix":"aws."}]}', State: 'ENABLED' }),
  );
  const target = { Id: 'hub', Arn: 'arn:aws:events:us-east-1:123456789012:event-bus/rootguard' };
  await events.send(new PutTargetsCommand({ Rule: Name, Targets: [target] }));
}
