import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LocalAws, startLocalAws } from '../../sandbox/aws/local-aws.ts';
import { createSandboxClock } from '../../sandbox/clock.ts';
import { type RealWorkspace, runRealWorkspace } from '../../sandbox/real-workspace.ts';
import { accountSeed, hubAccount, workspaceSeed } from '../../sandbox/seed.ts';
import { type LocalSlack, startLocalSlack } from '../../sandbox/slack/local-slack.ts';

const clock = createSandboxClock();
const folder = mkdtempSync(join(tmpdir(), 'rootguard-'));
const before = process.env;
let slack: LocalSlack;
let aws: LocalAws;
let workspace: RealWorkspace;

beforeAll(async () => {
  aws = await startLocalAws({ clock, hubAccount, accounts: accountSeed, onPutEvents: () => undefined });
  slack = await startLocalSlack({
    clock,
    signingSecret: 'secret',
    botToken: 'xoxb-token',
    appToken: 'xapp-token',
    delivery: 'socket',
    scopes: ['commands', 'chat:write', 'users:read', 'usergroups:read'],
    appUrl: () => 'http://127.0.0.1:9/unused',
    seed: workspaceSeed,
  });
  process.env = {
    ...before,
    SLACK_BOT_TOKEN: 'xoxb-token',
    SLACK_SIGNING_SECRET: 'secret',
    SLACK_APP_TOKEN: 'xapp-token',
    SLACK_API_URL: slack.apiUrl,
    ROOTGUARD_CHANNEL: 'C0ALERTS',
    ROOTGUARD_RESPONDERS: 'S0RESPONDERS',
    ROOTGUARD_DATA: folder,
    AWS_ENDPOINT_URL: aws.endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: aws.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: aws.credentials.secretAccessKey,
  };
  workspace = await runRealWorkspace();
});

afterAll(async () => {
  await workspace.close();
  await Promise.all([slack.close(), aws.close()]);
  process.env = before;
  clock.close();
  rmSync(folder, { recursive: true });
});

test('a command that comes over Socket Mode is answered', async () => {
  const { body } = await slack.command({ user: 'U0LEE', text: 'status' });
  expect(JSON.stringify(body)).toContain('No open alerts');
});

test('a check asks the account of the AWS credentials, and answers when it is done', async () => {
  aws.setAccount(hubAccount, { rootMfa: 'none' });
  const { body } = await slack.command({ user: 'U0LEE', text: 'check' });
  expect(JSON.stringify(body)).toContain('Checking');
  const answered = () =>
    slack.ephemeral('U0LEE').some(({ text }) => text?.startsWith('Checked 1 account: 1 needs work'));
  for (let waited = 0; waited < 100 && !answered(); waited += 1)
    await new Promise((resolve) => setTimeout(resolve, 100));
  expect(answered()).toBe(true);
});
