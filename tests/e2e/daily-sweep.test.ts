import { at } from '../../src/core/json.ts';
import { useSandbox } from '../support/sandbox.ts';

// A busy machine plays them slowly.
jest.setTimeout(60_000);

/** What nobody asked for: the daily sweep, the hourly list, and the end of sweeps that are stuck. */
const sandbox = useSandbox({ retryMs: 20 });

const member = '444455556666';
const messages = () => sandbox().slack.messages('C0ALERTS');
/** What is said of the one account; the organization and the guard have checks of their own. */
const texts = () =>
  messages()
    .map((message) => String(at(message, 'text')))
    .filter((text) => text.includes('acme-dev'));
const day = 86_400_000;

async function pass(ms: number) {
  await sandbox().post('/clock', { advanceMs: ms });
  await sandbox().idle();
}

test('the daily sweep is silent unless something got worse; then it says so once', async () => {
  await pass(day);
  expect(messages()).toEqual([]);
  // CloudTrail tells of each call which sweep it was for.
  const callers = sandbox()
    .aws.calls.filter(({ service, account }) => service === 'iam' && account === member)
    .map(({ caller }) => caller);
  expect(callers.length).toBeGreaterThan(0);
  for (const caller of callers)
    expect(caller).toMatch(/:assumed-role\/RootGuardAudit\/rootguard-daily-\d{4}-\d\d-\d\d$/);
  const { body } = await sandbox().post('/slack/command', { user: 'U0LEE', text: 'status' });
  expect(JSON.stringify(body)).not.toContain('never checked');
  sandbox().aws.setAccount(member, { rootMfa: 'none' });
  await pass(day);
  expect(texts()).toEqual(['Critical: Fails now: Root MFA · acme-dev']);
  await pass(day);
  expect(texts()).toHaveLength(1);
});

test('the card says that it was fixed when a later sweep finds so', async () => {
  sandbox().aws.setAccount(member, { rootMfa: 'hardware' });
  await pass(day);
  expect(texts()).toEqual(['Fixed: Root MFA · acme-dev']);
});

test('Slack that refuses does not lose the alert: it comes with the next attempt', async () => {
  sandbox().slack.setFaults([{ method: 'chat.postMessage', status: 503, times: 1 }]);
  sandbox().aws.setAccount(member, { rootAccessKeys: 1 });
  await pass(day);
  expect(texts().filter((text) => text.includes('Root access keys'))).toHaveLength(1);
});

test('an alert that Slack took, but did not say so, is not posted twice', async () => {
  sandbox().slack.setFaults([{ method: 'chat.postMessage', status: 503, times: 1, afterAccept: true }]);
  sandbox().aws.setAccount(member, { rule: 'missing' });
  await pass(day);
  const before = texts();
  expect(before.filter((text) => text.includes('EventBridge rule'))).toHaveLength(1);
  await pass(day);
  expect(texts()).toEqual(before);
});

test('the organization and the guard are looked at by themselves, and say when they get worse', async () => {
  const about = (who: string) => messages().filter((message) => String(at(message, 'text')).includes(who));
  sandbox().aws.setGuard({ busPolicy: 'anybody' });
  await pass(3_600_000);
  const [alert] = about('The guard itself');
  expect(about('The guard itself')).toHaveLength(1);
  sandbox().aws.setGuard({ busPolicy: 'organization' });
  await sandbox().post('/slack/action', {
    user: 'U0LEE',
    message_ts: at(alert, 'ts'),
    action_id: 'check-again',
    value: 'guard member-bus-policy',
  });
  await sandbox().idle();
  const card = about('The guard itself').find(({ ts }) => ts === at(alert, 'ts'));
  expect(String(at(card, 'text'))).toMatch(/^Fixed: /);
  expect(JSON.stringify(card)).toContain('Lee checked again');
});

test('a name that the organization changed is known within the hour', async () => {
  // Named by the organization alone: the sandbox configures the names of accounts that are set over its door.
  sandbox().aws.setAccount('777788889999', { name: 'team-blue' });
  await pass(3_600_000);
  const { body } = await sandbox().post('/slack/command', { user: 'U0LEE', text: 'status' });
  expect(JSON.stringify(body)).toContain('team-blue');
});
