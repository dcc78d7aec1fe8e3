import { at } from '../../src/core/json.ts';
import { lastAnswer } from '../support/answers.ts';
import { useSandbox } from '../support/sandbox.ts';

/** What looks worse is looked at once more, a minute of sandbox time later, before anybody is alerted. */
const sandbox = useSandbox();

const member = '444455556666';
const minute = 60_000;
const set = (change: object) => sandbox().aws.setAccount(member, change);
const alerts = () =>
  sandbox()
    .slack.messages('C0ALERTS')
    .map((message) => String(at(message, 'text')));

/** Waits for something that the functions do by themselves. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20));
}

async function pass(ms: number) {
  await sandbox().post('/clock', { advanceMs: ms });
  await sandbox().idle();
}

/** Asks about the account, and waits for the answer and for the second look to be under way. */
async function checkAndDoubt(): Promise<string> {
  const answers = () => sandbox().slack.ephemeral('U0LEE');
  const before = answers().length;
  await sandbox().post('/slack/command', { user: 'U0LEE', channel: 'C0ALERTS', text: 'check acme-dev' });
  // What it says meanwhile, and the answer.
  await until(() => answers().length >= before + 2 && sandbox().sweep.depth().delayed === 1);
  return JSON.stringify(lastAnswer(answers()));
}

beforeAll(async () => {
  await sandbox().post('/slack/command', { user: 'U0LEE', channel: 'C0ALERTS', text: 'check acme-dev' });
  await sandbox().idle();
});

test('what AWS showed once and never again, whoever asked reads at once, and nobody is alerted', async () => {
  set({ rootMfa: 'none' });
  expect(await checkAndDoubt()).toContain('Fails: *Root MFA*');
  set({ rootMfa: 'hardware' });
  await pass(minute);
  expect(alerts()).toEqual([]);
  await pass(5 * minute);
  expect(alerts()).toEqual([]);
});

test('what AWS shows a minute later, too, is told once, even if the worker dies in between', async () => {
  set({ rootMfa: 'none' });
  await checkAndDoubt();
  sandbox().functions.worker.crash();
  expect(alerts()).toEqual([]);
  await pass(minute);
  expect(alerts()).toEqual(['Critical: Fails now: Root MFA · acme-dev']);
  await pass(5 * minute);
  await sandbox().post('/slack/command', { user: 'U0LEE', channel: 'C0ALERTS', text: 'check acme-dev' });
  await sandbox().idle();
  expect(alerts()).toHaveLength(1);
});

test('a second look asks AWS for what is in doubt, and for nothing else', async () => {
  set({ rootMfa: 'hardware', rule: 'disabled' });
  await checkAndDoubt();
  const before = sandbox().aws.calls.length;
  await pass(minute);
  const asked = sandbox()
    .aws.calls.slice(before)
    .filter(({ service }) => ['iam', 'cloudtrail', 'account', 'support', 'events'].includes(service))
    .filter(({ operation }) => operation !== 'PutEvents')
    .map(({ service, operation }) => `${service}:${operation}`);
  expect(asked).toContain('events:DescribeRule');
  expect(asked.filter((call) => !call.startsWith('events:') && call !== 'account:ListRegions')).toEqual([]);
  expect(alerts().filter((text) => text.includes('EventBridge rule'))).toHaveLength(1);
});
