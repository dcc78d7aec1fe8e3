import { IAMClient, type Tag, TagRoleCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { healthyGuard } from '../../../sandbox/aws/guard-state.ts';
import { at, type JsonObject } from '../../../src/core/json.ts';
import { hub, member, useLocalAws } from './local-aws-fixture.ts';

const recorded: JsonObject[] = [];
const fixture = useLocalAws({ onRecord: (envelope) => void recorded.push(envelope) });
beforeEach(() => {
  fixture.aws.setGuard(healthyGuard);
  fixture.aws.setAccount(hub, { trail: 'logging', rule: 'enabled' });
  recorded.length = 0;
});

const role = 'rootguard-canary';
const own: Tag = { Key: role, Value: 'nonce' };
/** By a client of its own: one that lives on takes its time from the last answer, and time is skipped here. */
async function tag(RoleName = role, Tags: Tag[] = [own], change: object = {}) {
  const iam = new IAMClient({ ...fixture.settings, ...change });
  try {
    await iam.send(new TagRoleCommand({ RoleName, Tags }));
  } finally {
    iam.destroy();
  }
}

test('CloudTrail tells EventBridge of a tag, in its own words, and the rule for it delivers it once', async () => {
  await tag();
  expect(recorded).toHaveLength(1);
  expect(recorded[0]).toMatchObject({
    source: 'aws.iam',
    'detail-type': 'AWS API Call via CloudTrail',
    account: hub,
    detail: {
      eventSource: 'iam.amazonaws.com',
      eventName: 'TagRole',
      requestParameters: { roleName: role, tags: [{ key: role, value: 'nonce' }] },
      responseElements: null,
      readOnly: false,
      recipientAccountId: hub,
    },
  });
  expect(at(recorded[0], 'detail', 'userIdentity', 'sessionContext', 'assumedRoot')).toBeUndefined();
});

test.each<[string, () => void]>([
  ['a trail that was stopped', () => fixture.aws.setAccount(hub, { trail: 'stopped' })],
  ['no trail', () => fixture.aws.setAccount(hub, { trail: 'none' })],
  ['a rule that is disabled', () => fixture.aws.setGuard({ rules: 'disabled' })],
  ['a rule that leads elsewhere', () => fixture.aws.setGuard({ rules: 'astray' })],
  ['an event that is lost', () => fixture.aws.setGuard({ canary: 'lost' })],
])('with %s the tag is written, and nothing comes', async (_, breakIt) => {
  breakIt();
  await tag();
  fixture.clock.advance(3_600_000);
  expect(recorded).toEqual([]);
});

test('a CloudTrail that is late tells after forty minutes', async () => {
  fixture.aws.setGuard({ canary: 'late' });
  await tag();
  fixture.clock.advance(39 * 60_000);
  expect(recorded).toEqual([]);
  fixture.clock.advance(60_000);
  expect(recorded).toHaveLength(1);
});

const other: Tag = { Key: 'team', Value: 'x' };

test.each<[string, string, Tag[]]>([
  ['another role, whether there is one or not', 'orders', [own]],
  ['another key', role, [other]],
  ['another key beside the own one', role, [own, other]],
])('may not tag %s', async (_, name, tags) => {
  await expect(tag(name, tags)).rejects.toMatchObject({
    name: 'AccessDenied',
    $metadata: { httpStatusCode: 403 },
  });
  // CloudTrail tells of refusals, too.
  expect(recorded.filter((each) => at(each, 'detail', 'errorCode') !== 'AccessDenied')).toEqual([]);
});

test('nobody else may, and nobody where the permission was taken away', async () => {
  const sts = new STSClient(fixture.settings);
  const RoleArn = `arn:aws:iam::${member}:role/rootguard/RootGuardAudit`;
  const { Credentials: given } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'audit' }));
  const credentials = {
    accessKeyId: given?.AccessKeyId ?? '',
    secretAccessKey: given?.SecretAccessKey ?? '',
    sessionToken: given?.SessionToken ?? '',
  };
  await expect(tag(role, [own], { credentials })).rejects.toMatchObject({ name: 'AccessDenied' });
  fixture.aws.setGuard({ canary: 'denied' });
  await expect(tag()).rejects.toMatchObject({ name: 'AccessDenied' });
  sts.destroy();
});

test('a role that is gone is not found', async () => {
  fixture.aws.setGuard({ canary: 'missing' });
  await expect(tag()).rejects.toMatchObject({
    name: 'NoSuchEntityException',
    $metadata: { httpStatusCode: 404 },
  });
});

test.each<[string, string, Tag[], string]>([
  ['no role', 'a role', [own], 'ValidationError'],
  ['no tags', role, [], 'ValidationError'],
  ['a value with a quote', role, [{ Key: role, Value: '"' }], 'ValidationError'],
  ['a value that is too long', role, [{ Key: role, Value: 'x'.repeat(257) }], 'ValidationError'],
  ['the same key twice', role, [own, { Key: role, Value: 'b' }], 'InvalidInputException'],
])('refuses %s', async (_, name, tags, error) => {
  await expect(tag(name, tags)).rejects.toMatchObject({ name: error });
});
