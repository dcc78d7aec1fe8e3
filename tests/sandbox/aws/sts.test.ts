import { GetAccountSummaryCommand, IAMClient } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { hub, member, useLocalAws } from './local-aws-fixture.ts';

const fixture = useLocalAws({ auditRoleName: 'rootguard/RootGuardAudit', externalId: 'acme-example' });
let sts: STSClient;
beforeAll(() => {
  sts = new STSClient(fixture.settings);
});
afterAll(() => sts.destroy());

const request = {
  RoleArn: `arn:aws:iam::${member}:role/rootguard/RootGuardAudit`,
  RoleSessionName: 'audit',
  ExternalId: 'acme-example',
};

async function credentials(change: { readonly DurationSeconds?: number } = {}) {
  const { Credentials } = await sts.send(new AssumeRoleCommand({ ...request, ...change }));
  return {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
    expiration: Credentials?.Expiration ?? new Date(0),
  };
}

async function whoIs(session: { readonly accessKeyId: string; readonly secretAccessKey: string }) {
  const client = new STSClient({ ...fixture.settings, credentials: session });
  try {
    return await client.send(new GetCallerIdentityCommand({}));
  } finally {
    client.destroy();
  }
}

test('the own key belongs to the hub', async () => {
  expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({ Account: hub });
});

test('an assumed role acts in its own account, with a new key each time', async () => {
  const [first, second] = [await credentials(), await credentials()];
  expect(first.accessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);
  expect(second.accessKeyId).not.toBe(first.accessKeyId);
  expect(await whoIs(first)).toMatchObject({
    Account: member,
    Arn: `arn:aws:sts::${member}:assumed-role/RootGuardAudit/audit`,
  });

  fixture.aws.setAccount(member, { rootAccessKeys: 2 });
  const iam = new IAMClient({ ...fixture.settings, credentials: first });
  const { SummaryMap } = await iam.send(new GetAccountSummaryCommand({}));
  iam.destroy();
  expect(SummaryMap?.AccountAccessKeysPresent).toBe(2);
});

test('temporary credentials without their session token are nobody’s', async () => {
  const { accessKeyId, secretAccessKey } = await credentials();
  await expect(whoIs({ accessKeyId, secretAccessKey })).rejects.toMatchObject({
    name: 'InvalidClientTokenId',
  });
});

test.each([
  ['an account that is not here', { RoleArn: 'arn:aws:iam::999999999999:role/rootguard/RootGuardAudit' }],
  ['another role', { RoleArn: `arn:aws:iam::${member}:role/Admin` }],
  ['a wrong external id', { ExternalId: 'guessed' }],
])('assuming the role of %s is denied', async (_name, change) => {
  await expect(sts.send(new AssumeRoleCommand({ ...request, ...change }))).rejects.toMatchObject({
    name: 'AccessDenied',
    $metadata: { httpStatusCode: 403 },
  });
});

test('the member itself can refuse to be audited', async () => {
  fixture.aws.setAccount(member, { deny: ['sts:AssumeRole'] });
  await expect(credentials()).rejects.toMatchObject({ name: 'AccessDenied' });
  fixture.aws.setAccount(member, { deny: [] });
  await expect(credentials()).resolves.toBeDefined();
});

test.each([
  { RoleArn: 'RootGuardAudit-without-an-arn' },
  { RoleSessionName: 'a b' },
  { DurationSeconds: 60 },
])('assuming a role with %j is refused', async (change) => {
  await expect(sts.send(new AssumeRoleCommand({ ...request, ...change }))).rejects.toMatchObject({
    name: 'ValidationError',
  });
});

test('a session ends when its time is over', async () => {
  const session = await credentials({ DurationSeconds: 900 });
  fixture.clock.advance(901_000);
  await expect(whoIs({ ...session })).rejects.toMatchObject({ name: 'ExpiredToken' });
});
