import { at } from '../../src/core/json.ts';
import { useSandbox } from '../support/sandbox.ts';

/** What nobody asked for: the daily sweep, the hourly list, and the end of sweeps that are stuck. */
const sandbox = useSandbox({ retryMs: 20 });

const member = '444455556666';
const messages = () => sandbox().slack.messages('C0ALERTS');
const texts = () => messages().map((message) => String(at(message, 'text')));
const day = 86_400_000;

async function pass(ms: number) {
  await sandbox().post('/clock', { advanceMs: ms });
  await sandbox().idle();
}

test('the daily sweep is silent unless something got worse; then it says so once', async () => {
  await pass(day);
  expect(messages()).toEqual([]);
  const { body } = await sandbox().post('/slack/command', { user: 'U0LEE', text: 'status' });
  expect(JSON.stringify(body)).not.toContain('never checked');
  sandbox().aws.setAccount(member, { rootMfa: 'none' });
  await pass(day);
  expect(texts()).toEqual(['Critical: Fails now: Root MFA · acme-dev']);
  await pass(day);
  expect(messages()).toHaveLength(1);
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
  const before = messages().length;
  await pass(day);
  expect(messages()).toHaveLength(before);
  expect(texts().filter((text) => text.includes('acme-dev')).length).toBe(before);
});

test('a name that the organization changed is known within the hour', async () => {
  // Named by the organization alone: the sandbox configures the names of accounts that are set over its door.
  sandbox().aws.setAccount('777788889999', { name: 'team-blue' });
  await pass(3_600_000);
  const { body } = await sandbox().post('/slack/command', { user: 'U0LEE', text: 'status' });
  expect(JSON.stringify(body)).toContain('team-blue');
});
