import {
  DescribeAccountCommand,
  ListAccountsCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { hub, member, useLocalAws } from './local-aws-fixture.ts';

const fixture = useLocalAws();
const client = () => new OrganizationsClient(fixture.settings);
const list = (input = {}) => client().send(new ListAccountsCommand(input));

beforeAll(() => {
  for (let number = 1; number <= 45; number += 1)
    fixture.aws.setAccount(String(100_000_000_000 + number), { name: `team-${number}` });
});

test('pages by 20 at most, with pages that are empty and not the last', async () => {
  const sizes: number[] = [];
  const seen = new Set<string>();
  let token: string | undefined;
  do {
    const page = await list(token === undefined ? {} : { NextToken: token });
    sizes.push(page.Accounts?.length ?? 0);
    for (const { Id = '' } of page.Accounts ?? []) seen.add(Id);
    token = page.NextToken;
  } while (token !== undefined);
  expect(sizes).toEqual([0, 20, 20, 0, 7]);
  expect(seen.size).toBe(47);
  await expect(list({ MaxResults: 21 })).rejects.toMatchObject({ name: 'InvalidInputException' });
  await expect(list({ NextToken: 'made-up' })).rejects.toMatchObject({ name: 'InvalidInputException' });
});

test('tells the state of an account in the old word and the new one', async () => {
  const describe = (id: string) => client().send(new DescribeAccountCommand({ AccountId: id }));
  expect((await describe(member)).Account).toMatchObject({
    Name: 'acme-dev',
    State: 'ACTIVE',
    Status: 'ACTIVE',
  });
  fixture.aws.setAccount(member, { state: 'CLOSED' });
  expect((await describe(member)).Account).toMatchObject({ State: 'CLOSED', Status: 'SUSPENDED' });
  fixture.aws.setAccount(member, { state: 'left' });
  await expect(describe(member)).rejects.toMatchObject({ name: 'AccountNotFoundException' });
  fixture.aws.setAccount(member, { state: 'ACTIVE' });
});

test('lets nobody take a role in an account that is not active', async () => {
  const sts = new STSClient(fixture.settings);
  const assume = () =>
    sts.send(new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${member}:role/x`, RoleSessionName: 'test' }));
  await assume();
  fixture.aws.setAccount(member, { state: 'SUSPENDED' });
  await expect(assume()).rejects.toMatchObject({ name: 'AccessDenied' });
  fixture.aws.setAccount(member, { state: 'ACTIVE' });
});

test('answers the management account alone, and is throttled and denied as the others are', async () => {
  const { Credentials: given } = await new STSClient(fixture.settings).send(
    new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${member}:role/x`, RoleSessionName: 'test' }),
  );
  const credentials = {
    accessKeyId: given?.AccessKeyId ?? '',
    secretAccessKey: given?.SecretAccessKey ?? '',
    sessionToken: given?.SessionToken ?? '',
  };
  const foreign = new OrganizationsClient({ ...fixture.settings, credentials });
  await expect(foreign.send(new ListAccountsCommand({}))).rejects.toMatchObject({
    name: 'AccessDeniedException',
  });
  fixture.aws.setAccount(hub, { throttle: 1 });
  await expect(list()).rejects.toMatchObject({ name: 'ThrottlingException' });
  fixture.aws.setAccount(hub, { deny: ['organizations:*'] });
  await expect(list()).rejects.toMatchObject({ name: 'AccessDeniedException' });
  fixture.aws.setAccount(hub, { deny: [] });
});

test('an account takes as long as it is told to', async () => {
  fixture.aws.setAccount(hub, { delayMs: 120 });
  const began = Date.now();
  await list();
  expect(Date.now() - began).toBeGreaterThanOrEqual(115);
  fixture.aws.setAccount(hub, { delayMs: 0 });
});
