import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { organizationContract } from '../contracts/organization.ts';
import { member, useLocalAws } from '../sandbox/aws/local-aws-fixture.ts';
import { useAwsEnvironment } from './aws-environment.ts';

const fixture = useLocalAws();
useAwsEnvironment(fixture);

organizationContract('the local AWS', async () => {
  const names = Array.from({ length: 45 }, (_, index) => `team-${index}`);
  for (const [index, name] of names.entries())
    fixture.aws.setAccount(String(100_000_000_000 + index), { name });
  return { names, asMember };
});

async function asMember(work: () => Promise<void>): Promise<void> {
  const { Credentials: given } = await new STSClient(fixture.settings).send(
    new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${member}:role/x`, RoleSessionName: 'test' }),
  );
  const before = { ...process.env };
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: given?.AccessKeyId,
    AWS_SECRET_ACCESS_KEY: given?.SecretAccessKey,
    AWS_SESSION_TOKEN: given?.SessionToken,
  });
  await work().finally(() => {
    process.env = before;
  });
}
