import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
} from '@aws-sdk/client-cloudtrail';
import {
  DescribeRuleCommand,
  EventBridgeClient,
  ListTargetsByRuleCommand,
  PutEventsCommand,
} from '@aws-sdk/client-eventbridge';
import {
  GenerateCredentialReportCommand,
  GetAccountSummaryCommand,
  GetCredentialReportCommand,
  IAMClient,
  ListVirtualMFADevicesCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { hub, member, useLocalAws } from './local-aws-fixture.ts';

const fixture = useLocalAws();
type Settings = typeof fixture.settings;

const trail = `arn:aws:cloudtrail:us-east-1:${hub}:trail/management-events`;
const event = { Source: 'rootguard.job', DetailType: 'redraw', Detail: '{}' };
const role = { RoleArn: `arn:aws:iam::${member}:role/rootguard/RootGuardAudit`, RoleSessionName: 'audit' };

interface Sender {
  send(command: never): Promise<unknown>;
  destroy(): void;
}

const callsOf = (open: (settings: Settings) => Sender, commands: readonly (readonly [string, object])[]) =>
  commands.map(([action, command]) => ({
    action,
    call: async (settings: Settings) => {
      const client = open(settings);
      try {
        return await client.send(command as never);
      } finally {
        client.destroy();
      }
    },
  }));

const queryCalls = [
  ...callsOf(
    (settings) => new IAMClient(settings),
    [
      ['iam:GetAccountSummary', new GetAccountSummaryCommand({})],
      ['iam:GenerateCredentialReport', new GenerateCredentialReportCommand({})],
      ['iam:GetCredentialReport', new GetCredentialReportCommand({})],
      ['iam:ListVirtualMFADevices', new ListVirtualMFADevicesCommand({})],
    ],
  ),
  ...callsOf((settings) => new STSClient(settings), [['sts:AssumeRole', new AssumeRoleCommand(role)]]),
];
const whoAmI = callsOf(
  (settings) => new STSClient(settings),
  [['sts:GetCallerIdentity', new GetCallerIdentityCommand({})]],
);
const jsonCalls = [
  ...callsOf(
    (settings) => new CloudTrailClient(settings),
    [
      ['cloudtrail:DescribeTrails', new DescribeTrailsCommand({})],
      ['cloudtrail:GetTrailStatus', new GetTrailStatusCommand({ Name: trail })],
      ['cloudtrail:GetEventSelectors', new GetEventSelectorsCommand({ TrailName: trail })],
    ],
  ),
  ...callsOf(
    (settings) => new EventBridgeClient(settings),
    [
      ['events:DescribeRule', new DescribeRuleCommand({ Name: 'root' })],
      ['events:ListTargetsByRule', new ListTargetsByRuleCommand({ Rule: 'root' })],
    ],
  ),
];
const putEvents = callsOf(
  (settings) => new EventBridgeClient(settings),
  [['events:PutEvents', new PutEventsCommand({ Entries: [event] })]],
);

afterEach(() => fixture.aws.setAccount(hub, { deny: [], throttle: 0 }));

test.each([...queryCalls])('$action is denied as IAM and STS deny', async ({ action, call }) => {
  fixture.aws.setAccount(hub, { deny: [action] });
  await expect(call(fixture.settings)).rejects.toMatchObject({
    name: 'AccessDenied',
    $metadata: { httpStatusCode: 403 },
  });
});

test.each([...jsonCalls, ...putEvents])(
  '$action is denied as the JSON services deny',
  async ({ action, call }) => {
    fixture.aws.setAccount(hub, { deny: [action] });
    await expect(call(fixture.settings)).rejects.toMatchObject({
      name: 'AccessDeniedException',
      $metadata: { httpStatusCode: 400 },
    });
  },
);

test.each([...queryCalls, ...whoAmI])('$action is throttled for as many calls as asked', async ({ call }) => {
  fixture.aws.setAccount(hub, { throttle: 1 });
  await expect(call(fixture.settings)).rejects.toMatchObject({
    name: 'Throttling',
    $metadata: { httpStatusCode: 400 },
  });
  expect(fixture.aws.account(hub).throttle).toBe(0);
});

test.each(jsonCalls)('$action is throttled for as many calls as asked', async ({ call }) => {
  fixture.aws.setAccount(hub, { throttle: 1 });
  await expect(call(fixture.settings)).rejects.toMatchObject({
    name: 'ThrottlingException',
    $metadata: { httpStatusCode: 400 },
  });
  await expect(call(fixture.settings)).resolves.toBeDefined();
});

test.each([...queryCalls, ...whoAmI])('$action with a wrong secret is refused', async ({ call }) => {
  const credentials = { ...fixture.aws.credentials, secretAccessKey: 'wrong' };
  await expect(call({ ...fixture.settings, credentials })).rejects.toMatchObject({
    name: 'SignatureDoesNotMatch',
    $metadata: { httpStatusCode: 403 },
  });
});

test.each([...jsonCalls, ...putEvents])('$action with a wrong secret is refused', async ({ call }) => {
  const credentials = { ...fixture.aws.credentials, secretAccessKey: 'wrong' };
  await expect(call({ ...fixture.settings, credentials })).rejects.toMatchObject({
    name: 'InvalidSignatureException',
    $metadata: { httpStatusCode: 400 },
  });
});

test.each(whoAmI)('$action cannot be denied, as in AWS', async ({ action, call }) => {
  fixture.aws.setAccount(hub, { deny: [action] });
  await expect(call(fixture.settings)).resolves.toMatchObject({ Account: hub });
});

test.each(putEvents)('the throttling of an account spares the job bus', async ({ call }) => {
  fixture.aws.setAccount(hub, { throttle: 1 });
  await expect(call(fixture.settings)).resolves.toMatchObject({ FailedEntryCount: 0 });
  expect(fixture.aws.account(hub).throttle).toBe(1);
});

test('the SDK gets over one throttled call by itself', async () => {
  fixture.aws.setAccount(hub, { throttle: 1 });
  const client = new IAMClient({ ...fixture.settings, maxAttempts: 2 });
  await expect(client.send(new GetAccountSummaryCommand({}))).resolves.toBeDefined();
  client.destroy();
});
