import { IAMClient, ListAccessKeysCommand, ListMFADevicesCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, AssumeRootCommand, STSClient } from '@aws-sdk/client-sts';
import { at } from '../../src/core/json.ts';
import { lastAnswer } from '../support/answers.ts';
import { useSandbox } from '../support/sandbox.ts';

/** Members are looked at as root, by the built functions; CloudTrail tells of it at once, before the worker has its answer. */
const sandbox = useSandbox({ retryMs: 20, rootAudit: true });
const member = '444455556666';
const messages = () => sandbox().slack.messages('C0ALERTS');
const command = async (text: string) => {
  expect((await sandbox().post('/slack/command', { user: 'U0LEE', channel: 'C0ALERTS', text })).status).toBe(
    200,
  );
  await sandbox().idle();
};
const alerts = () => messages().filter((message) => JSON.stringify(message).includes('"acknowledge"'));
const asked = (operation: string) =>
  sandbox()
    .aws.calls.filter((call) => call.operation === operation)
    .map(({ account }) => account);
const ownLines = () =>
  sandbox()
    .logs.lines()
    .filter(({ text }) => text.includes('own-root-audit'));

test('a sweep looks at every member as root, says how many devices there are, and alerts nobody', async () => {
  sandbox().aws.setAccount(member, { rootDevices: ['passkey'] });
  await command('check all');
  expect(asked('AssumeRoot')).toEqual(['111122223333']);
  expect(asked('ListMFADevices')).toEqual([member]);
  expect(ownLines()).toHaveLength(5);
  expect(alerts()).toEqual([]);
  expect(sandbox().ingest.deadLetters).toEqual([]);

  await command(`check ${member} root-mfa-spare`);
  expect(JSON.stringify(lastAnswer(sandbox().slack.ephemeral('U0LEE')))).toContain(
    'Root has one MFA device only.',
  );
  sandbox().aws.setAccount(member, { rootDevices: ['passkey', 'passkey'] });
  await command(`check ${member} root-mfa-spare`);
  expect(JSON.stringify(lastAnswer(sandbox().slack.ephemeral('U0LEE')))).toContain('Root has 2 MFA devices.');
  expect(alerts()).toEqual([]);
});

test('the same calls by another role of the same organization alert', async () => {
  const admin = '999900001111';
  sandbox().aws.setAccount(admin, { name: 'acme-security' });
  sandbox().aws.setCentral({ iamAdministrators: [admin] });
  const before = { alerts: alerts().length, own: ownLines().length };
  await lookAsRoot(admin);
  await sandbox().idle();
  expect(ownLines()).toHaveLength(before.own);
  const [card, ...more] = alerts().slice(before.alerts);
  // The opening and what its session read are one incident, in the member's name.
  expect(more).toEqual([]);
  expect(at(card, 'text')).toContain('AssumeRoot task in acme-dev');
});

test('a refusal of our own session is told', async () => {
  sandbox().aws.setCentral({ rootDenial: 'blocking' });
  const before = alerts().length;
  await command(`check ${member} root-mfa-spare`);
  expect(JSON.stringify(lastAnswer(sandbox().slack.ephemeral('U0LEE')))).toContain(
    'Could not look: AWS denied access (iam:ListMFADevices).',
  );
  expect(alerts().length).toBeGreaterThan(before);
});

/** What RootGuard does, call by call, by the audit role of an account that RootGuard does not use for it. */
async function lookAsRoot(account: string): Promise<void> {
  const { endpoint, credentials } = sandbox().aws;
  const settings = { endpoint, region: 'us-east-1', maxAttempts: 1 };
  const taken = (given: { AccessKeyId?: string; SecretAccessKey?: string; SessionToken?: string } = {}) => ({
    accessKeyId: given.AccessKeyId ?? '',
    secretAccessKey: given.SecretAccessKey ?? '',
    sessionToken: given.SessionToken ?? '',
  });
  const own = new STSClient({ ...settings, credentials });
  const RoleArn = `arn:aws:iam::${account}:role/rootguard/RootGuardAudit`;
  const assumed = await own.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'rootguard-audit' }));
  const role = new STSClient({ ...settings, credentials: taken(assumed.Credentials as never) });
  const arn = 'arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials';
  const opened = await role.send(
    new AssumeRootCommand({ TargetPrincipal: member, TaskPolicyArn: { arn }, DurationSeconds: 120 }),
  );
  const iam = new IAMClient({ ...settings, credentials: taken(opened.Credentials as never) });
  await iam.send(new ListMFADevicesCommand({}));
  await iam.send(new ListAccessKeysCommand({}));
  for (const client of [own, role, iam]) client.destroy();
}
