import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { workspaceSeed } from '../../sandbox/seed.ts';
import { sdkDynamoCall } from '../../src/aws/sdk-dynamo-call.ts';
import { createStore } from '../../src/aws/store.ts';
import { type CanaryLog, canarySent } from '../../src/core/canary.ts';
import { useSandbox } from '../support/sandbox.ts';
import { rootguard } from './rootguard-process.ts';

// The doctor is a process of its own, with the real time.
const sandbox = useSandbox({ retryMs: 20, beginning: Date.now() });

/** The same table, from outside. */
const ownStore = () => {
  const { endpoint, credentials } = sandbox().aws;
  const client = new DynamoDBClient({ endpoint, credentials, region: 'us-east-1' });
  return createStore({ call: sdkDynamoCall(client), table: 'rootguard', clock: Date.now });
};
const guard = (change: object) => sandbox().put('/aws/guard', change);
const faults = (body: object) => sandbox().post('/faults', body);

/** Runs it with the hub's own key. */
async function doctor(args: readonly string[] = [], change: NodeJS.ProcessEnv = {}) {
  const { aws } = sandbox();
  const run = await rootguard(['doctor', ...args], {
    env: {
      AWS_ENDPOINT_URL: aws.endpoint,
      AWS_ACCESS_KEY_ID: aws.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: aws.credentials.secretAccessKey,
      AWS_EC2_METADATA_DISABLED: 'true',
      NODE_NO_WARNINGS: '1',
      ...change,
    },
  });
  expect(run.stdout + run.stderr).not.toMatch(/xoxb-sandbox|sandbox-signing-secret/);
  return run;
}

async function checkAccounts() {
  await sandbox().post('/slack/command', { user: 'U0LEE', text: 'check all' });
  await sandbox().idle();
}

beforeAll(async () => {
  await checkAccounts();
  // The hub's other Region has had its first heartbeat. One more comes at once from the hub itself.
  const [account, region] = ['111122223333', 'ap-northeast-2'];
  await sandbox().send({
    version: '0',
    id: 'beat',
    source: 'aws.events',
    'detail-type': 'Scheduled Event',
    account,
    region,
    time: new Date(sandbox().clock.now()).toISOString(),
    resources: [`arn:aws:events:${region}:${account}:rule/rootguard-heartbeat`],
    detail: {},
  });
  await sandbox().aws.setAccount('111122223333', {});
  sandbox().jobs.send('{"source":"rootguard.job","detail-type":"tick","detail":{"kind":"tick"}}');
  // So does the hour, from the other Region of the hub's account; here nobody waits for it.
  await sandbox().send({
    version: '0',
    id: 'heartbeat-of-another-region',
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account: '111122223333',
    time: new Date().toISOString(),
    region: 'ap-northeast-2',
    resources: ['arn:aws:events:ap-northeast-2:111122223333:rule/rootguard-heartbeat'],
    detail: {},
  });
});

test('of an installation that is well every part is named, and nothing is posted or changed', async () => {
  const before = [sandbox().slack.messages('C0ALERTS').length, sandbox().slack.messages('C0FALLBACK').length];
  const calls = sandbox().aws.calls.length;
  const { code, stdout } = await doctor();
  // Of the hub's account it asks what the path is made of, opens no session, and leaves the rest to /rootguard check.
  const asked = sandbox()
    .aws.calls.slice(calls)
    .map(({ operation }) => operation);
  expect(asked).toContain('DescribeRule');
  for (const other of ['LookupEvents', 'GetCredentialReport', 'AssumeRoot', 'PutItem', 'UpdateItem'])
    expect(asked).not.toContain(other);
  expect(stdout).not.toMatch(/FAULT|unknown/);
  for (const part of [
    'ok       AWS credentials: ',
    'ok       Stack: "rootguard" is CREATE_COMPLETE.',
    'ok       Function rootguard-slack: Lambda can run it.',
    'ok       Functions take messages from their queues: ',
    'ok       Bot token: Slack knows it: ',
    'ok       Scopes: All ',
    'ok       Who may act: The 2 of the user group ',
    "ok       Slack's door: It answers what Slack signs.",
    'ok       Forged requests: They are refused.',
    'ok       RootGuard can post to Slack: ',
    "ok       RootGuard's EventBridge rules: ",
    'ok       Heartbeat through the real path: The path was proven',
    "ok       CloudTrail and EventBridge tell what happens: CloudTrail's event of the last canary came after ",
    'ok       Duties that come round: None failed the last time.',
  ])
    expect(stdout).toContain(part);
  expect(stdout).toMatch(/\nAll is well\./);
  expect(code).toBe(0);
  const after = [sandbox().slack.messages('C0ALERTS').length, sandbox().slack.messages('C0FALLBACK').length];
  expect(after).toEqual(before);
});

test.each<[string, object, RegExp, RegExp]>([
  [
    'a stack that is not there',
    { stack: 'missing' },
    /FAULT {4}Stack: There is no stack "rootguard"/,
    /-> .*--stack NAME/,
  ],
  [
    'a stack that failed',
    { stack: 'failed' },
    /FAULT {4}Stack: "rootguard" is UPDATE_ROLLBACK_FAILED/,
    /-> .*describe-stack-events/,
  ],
  [
    'functions that Lambda cannot run',
    { functions: 'failed' },
    /FAULT {4}Function rootguard-events: Lambda cannot run it \(Failed\): The role/,
    /sam deploy/,
  ],
  [
    'queues that nobody empties',
    { eventSources: 'disabled' },
    /FAULT {4}Functions take messages from their queues: Nothing takes messages out of rootguard-ingest/,
    /update-event-source-mapping/,
  ],
  [
    'mappings that are gone',
    { eventSources: 'missing' },
    /out of rootguard-ingest, rootguard-jobs, rootguard-sweep/,
    /-> .*deploy the stack `rootguard` again/,
  ],
  ['a bus that is open to anybody', { busPolicy: 'anybody' }, /FAULT {4}Who may use the members' bus/, /->/],
  ['rules that are off', { rules: 'disabled' }, /FAULT {4}The hub's rules lead to its queue/, /->/],
])('%s', async (_what, change, says, cure) => {
  const well = sandbox().aws.guard();
  await guard(change);
  const { code, stdout } = await doctor();
  await guard(well);
  expect(stdout).toMatch(says);
  expect(stdout).toMatch(cure);
  expect(stdout).toMatch(/\d+ parts? (is|are) at fault/);
  expect(code).toBe(1);
});

test('a stack of another name is asked for by name', async () => {
  expect((await doctor(['--stack', 'guard'])).stdout).toContain('There is no stack "guard" in us-east-1');
});

test('a token that Slack refuses is a fault, with its cure', async () => {
  await faults({ slack: [{ method: 'auth.test', status: 200, error: 'token_revoked', times: 1 }] });
  const { code, stdout } = await doctor();
  await faults({});
  expect(stdout).toContain('FAULT    Bot token: Slack says token_revoked.');
  expect(stdout).toContain('-> Install the app in the workspace again');
  expect(code).toBe(1);
});

test('a Slack that does not answer is not known to be well', async () => {
  await faults({ slack: [{ method: 'auth.test', status: 503, times: 1 }] });
  const { code, stdout } = await doctor();
  await faults({});
  expect(stdout).toContain('unknown  Bot token: Slack did not tell (http_503).');
  expect(stdout).toContain('1 could not be looked at.');
  expect(code).toBe(2);
});

test('a channel that the bot is not in is named with its cure', async () => {
  const info = { method: 'conversations.info', status: 200, error: 'channel_not_found', times: 5 };
  await faults({ slack: [info] });
  const { code, stdout } = await doctor();
  await faults({});
  expect(stdout).toMatch(/FAULT {4}RootGuard can post to Slack: .*C0ALERTS/);
  expect(stdout).toMatch(/-> .*\/invite/);
  expect(code).toBe(1);
});

test('a second channel that the bot is not in is a note, which says which channel it is', async () => {
  const { slack } = sandbox();
  slack.setMember('C0FALLBACK', workspaceSeed.bot.userId, false);
  const { code, stdout } = await doctor();
  slack.setMember('C0FALLBACK', workspaceSeed.bot.userId, true);
  expect(stdout).toContain(
    'note     RootGuard can post to Slack: C0FALLBACK, the channel for alerts that the first one does not take, has not invited RootGuard.',
  );
  expect(code).toBe(0);
});

test('what AWS denies is named with the permission, and the rest is looked at', async () => {
  sandbox().aws.setAccount('111122223333', { deny: ['lambda:ListEventSourceMappings', 'cloudformation:*'] });
  const { code, stdout } = await doctor();
  sandbox().aws.setAccount('111122223333', { deny: [] });
  expect(stdout).toContain('unknown  Stack: cloudformation:DescribeStacks: AWS denied access.');
  expect(stdout).toContain(
    'unknown  Functions take messages from their queues: Could not look: AWS denied access (lambda:ListEventSourceMappings).',
  );
  expect(stdout).toContain('-> Run it with credentials of the hub account that may read');
  expect(stdout).toContain('ok       Bot token: ');
  expect(code).toBe(2);
});

test('without credentials, or with wrong ones, it says so and stops', async () => {
  const wrong = await doctor([], { AWS_SECRET_ACCESS_KEY: 'wrong' });
  expect(wrong.stdout).toMatch(/^unknown {2}AWS credentials: sts:GetCallerIdentity: AWS denied access/);
  expect(wrong.code).toBe(2);
  const none = await doctor([], { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', HOME: '/nowhere' });
  expect(none.stdout).toMatch(/AWS credentials: .*there are no credentials/);
  expect(none.code).toBe(2);
});

test.each([[['--region', 'eu-west-1']], [['now']]])('%j is wrong usage', async (args) => {
  const { code, stderr } = await doctor(args);
  expect(stderr).toContain('rootguard doctor takes --stack NAME and nothing else');
  expect(code).toBe(2);
});

test('a canary that did not come is a fault, with what to look at', async () => {
  const store = ownStore();
  // The sandbox may send one of its own meanwhile.
  await guard({ canary: 'lost' });
  const change = async (by: (seen: CanaryLog) => CanaryLog) => {
    while (!(await store.replaceCanaryLog(by(await store.canaryLog()))));
  };
  const { canaries } = await store.canaryLog();
  const lost = { nonce: 'lost', sentAt: Date.now() - 70 * 60_000 };
  await change((seen) => canarySent({ ...seen, canaries: [] }, lost));
  const { code, stdout } = await doctor();
  await change((seen) => ({ ...seen, version: seen.version + 1, canaries }));
  await guard({ canary: 'arrives' });
  expect(stdout).toMatch(
    /FAULT {4}CloudTrail and EventBridge tell what happens: CloudTrail's event of the canary of 7\d min ago did not come/,
  );
  expect(stdout).toMatch(/-> Every hour RootGuard writes a tag on its role `rootguard-canary`/);
  expect(code).toBe(1);
});

test('a duty that failed says which, when and why', async () => {
  const store = ownStore();
  const failure = {
    chore: 'weekly-digest',
    at: Date.UTC(2026, 10, 23, 9),
    error: 'chat.postMessage: is_archived',
  };
  await store.leaveChore('weekly-digest', 0, failure);
  const { code, stdout } = await doctor();
  expect(stdout).toContain(
    'FAULT    Duties that come round: weekly-digest, 2026-11-23T09:00:00.000Z: chat.postMessage: is_archived',
  );
  expect(code).toBe(1);
});
