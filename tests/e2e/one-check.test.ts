import { at } from '../../src/core/json.ts';
import { lastAnswer } from '../support/answers.ts';
import { useSandbox } from '../support/sandbox.ts';

/** A look at one check asks AWS for what that check needs, and leaves the other facts as they were, with their age. */
const sandbox = useSandbox({ retryMs: 50 });

const account = '444455556666';
const alert = () =>
  sandbox()
    .slack.messages('C0ALERTS')
    .find((message) => String(at(message, 'text')).includes('Root MFA'));

/** What AWS is asked until everything is done, but for RootGuard's own table, secrets, jobs and queues. */
async function asked(work: () => Promise<unknown>): Promise<readonly string[]> {
  const { calls } = sandbox().aws;
  const before = calls.length;
  await work();
  await sandbox().idle();
  const own = ['dynamodb', 'sqs', 'ssm'];
  const made = calls
    .slice(before)
    .filter(({ service, operation }) => !own.includes(service) && operation !== 'PutEvents');
  return [...new Set(made.map(({ service, operation }) => `${service}:${operation}`))].sort();
}

const command = (text: string) => () =>
  sandbox().post('/slack/command', { user: 'U0LEE', channel: 'C0ALERTS', text });
const last = () => JSON.stringify(lastAnswer(sandbox().slack.ephemeral('U0LEE')));
const needed: readonly string[] = ['iam:GetAccountSummary', 'iam:GetCredentialReport', 'sts:AssumeRole'];

beforeAll(async () => {
  for (let index = 1; index <= 6; index += 1)
    sandbox().aws.setAccount(String(200_000_000_000 + index), { name: `team-${index}` });
  // What was never looked at is looked at as a whole.
  expect(await asked(command('check all root-mfa'))).toContain('cloudtrail:DescribeTrails');
  expect(await asked(command('check guard slack-channels'))).toContain('events:DescribeEventBus');
  // The first minute that passes does what a midnight has to do, too.
  await sandbox().post('/clock', { advanceMs: 60_000 });
  await sandbox().idle();
  sandbox().aws.setAccount(account, { rootMfa: 'none' });
});

test('asked by name', async () => {
  expect(await asked(command('check acme-dev root-mfa'))).toEqual(needed);
  expect(last()).toContain('Fails: *Root MFA*');
  expect(last()).not.toContain('Root access keys');
  expect(await asked(command('check guard slack-channels'))).toEqual([]);
});

test('asked by the button of its alert, which a pass closes', async () => {
  sandbox().aws.setAccount(account, { rootMfa: 'hardware', trail: 'stopped' });
  const press = () =>
    sandbox().post('/slack/action', {
      user: 'U0LEE',
      message_ts: at(alert(), 'ts'),
      action_id: 'check-again',
      value: `${account} root-mfa`,
    });
  expect(await asked(press)).toEqual(needed);
  expect(String(at(alert(), 'text'))).toMatch(/^Fixed/);
  // Nobody looked at the trail, so nobody knows that it stopped.
  expect(sandbox().slack.messages('C0ALERTS')).toHaveLength(2);
});

test('asked of every account', async () => {
  const swept = await asked(command('check all root-mfa'));
  const ofSweeps = ['organizations:ListAccounts', 'sts:GetCallerIdentity'];
  expect(swept.filter((call) => !needed.includes(call) && !ofSweeps.includes(call))).toEqual([]);
});

test('what was left alone is told with its own age, not with that of the last look', async () => {
  await sandbox().post('/clock', { advanceMs: 20 * 60_000 });
  await asked(command('check acme-dev root-mfa'));
  const { body } = await sandbox().post('/slack/command', { user: 'U0LEE', text: 'status' });
  expect(JSON.stringify(body)).toMatch(/acme-dev[^\n]*checked 2[01] min ago/);
});

test('a sweep that somebody asks for leaves CloudTrail its history, and asking about one account does not', async () => {
  const whole = await asked(command('check all'));
  expect(whole).toContain('cloudtrail:DescribeTrails');
  expect(whole).not.toContain('cloudtrail:LookupEvents');
  expect(whole).not.toContain('organizations:DescribeAccount');
  expect(await asked(command('check acme-dev'))).toContain('cloudtrail:LookupEvents');
});
