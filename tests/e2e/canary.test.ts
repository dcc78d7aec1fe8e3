import { healthyGuard } from '../../sandbox/aws/guard-state.ts';
import { storeOf } from '../support/alert-path.ts';
import { lastAnswer } from '../support/answers.ts';
import type { Deployment } from '../support/deployment.ts';
import { useSandbox } from '../support/sandbox.ts';

/** Canaries by the built functions, from the worker's chore by IAM, CloudTrail, the rules of template.yaml and the queue to the table. */
const sandbox = useSandbox({ retryMs: 20 });
const hub = '111122223333';
const minute = 60_000;

const canaries = async () => (await storeOf(sandbox() as unknown as Deployment).canaryLog()).canaries;
const messages = () => sandbox().slack.messages('C0ALERTS');
const skip = async (ms: number) => {
  await sandbox().post('/clock', { advanceMs: ms });
  await sandbox().idle();
};
/** To five minutes before the next hour, when a canary is due, and to the hour, when the guard is looked at. */
const toCanary = async () => {
  const now = sandbox().clock.now() % (60 * minute);
  await skip((now < 55 * minute ? 55 : 115) * minute + 1_000 - now);
};
const toLook = () => skip(60 * minute + 1_000 - (sandbox().clock.now() % (60 * minute)));
const check = async (user = 'U0LEE') => {
  await sandbox().post('/slack/command', { user, channel: 'C0ALERTS', text: 'check guard canary' });
  await sandbox().idle();
  return JSON.stringify(lastAnswer(sandbox().slack.ephemeral(user)));
};

test('the first is sent with the first tick, and comes', async () => {
  await skip(minute);
  expect(await canaries()).toEqual([
    { nonce: expect.any(String), sentAt: expect.any(Number), arrivedAt: expect.any(Number) },
  ]);
  expect(await check()).toMatch(/event of the last canary came after \d+ (s|min)\. Of the last 1, half came/);
  expect(await check('U0KIM')).toMatch(/마지막 카나리아의 CloudTrail 이벤트가 \d+(초|분) 만에 왔습니다/);
});

test('one is sent every hour, and raises nothing', async () => {
  for (let hours = 1; hours <= 3; hours += 1) {
    await toCanary();
    expect(await canaries()).toHaveLength(hours + 1);
    await toLook();
  }
  expect((await canaries()).every(({ arrivedAt }) => arrivedAt !== undefined)).toBe(true);
  expect(messages()).toEqual([]);
  expect(sandbox().ingest.deadLetters).toEqual([]);
});

test('a look at it alone asks AWS for nothing', async () => {
  const before = sandbox().aws.calls.length;
  await check();
  const services = sandbox()
    .aws.calls.slice(before)
    .map(({ service }) => service);
  expect(services.filter((service) => !['dynamodb', 'events'].includes(service))).toEqual([]);
});

test('a trail that was stopped is told, by nobody asking for it, and so is its mending', async () => {
  await toLook();
  sandbox().aws.setAccount(hub, { trail: 'stopped' });
  await toCanary();
  await toLook();
  expect(await check()).toContain('event of the last canary came after');
  await toLook();
  const told = () => messages().filter((message) => JSON.stringify(message).includes('canary of '));
  expect(told()).toHaveLength(1);
  expect(JSON.stringify(told())).toMatch(/event of the canary of 6\d min ago did not come/);
  await toLook();
  expect(told()).toHaveLength(1);

  sandbox().aws.setAccount(hub, { trail: 'logging' });
  await toCanary();
  await toLook();
  expect(await check()).toMatch(/Of the last day \d never came/);
  expect(JSON.stringify(messages().filter(({ text }) => /fixed/i.test(text ?? '')))).toContain('CloudTrail');
});

test('a CloudTrail that is late is a warning, with how long it usually takes', async () => {
  sandbox().aws.setGuard({ canary: 'late' });
  await toCanary();
  await skip(20 * minute);
  expect(await check()).toMatch(/canary of 2\d min ago has not come yet\. Of the last \d+, half came within/);
  await skip(21 * minute);
  expect(await check()).toMatch(/last canary came after 4\d min/);
  sandbox().aws.setGuard(healthyGuard);
});

test('a tag that AWS denies is not known to be well, is tried again, and fails when it lasts', async () => {
  sandbox().aws.setGuard({ canary: 'denied' });
  await toCanary();
  expect(await check()).toContain('Could not look: AWS denied access (iam:TagRole)');
  const tried = (await canaries()).at(-1)?.nonce;
  await skip(minute);
  const again = await canaries();
  expect(again.map(({ nonce }) => nonce)).not.toContain(tried);
  expect(again.filter(({ refused }) => refused !== undefined)).toHaveLength(1);
  const { body } = await sandbox().post('/slack/command', { user: 'U0LEE', text: 'status' });
  expect(JSON.stringify(body)).toContain('canary');
  await skip(3 * 60 * minute);
  expect(await check()).toMatch(/No canary could be sent for \d hours: AWS denied access \(iam:TagRole\)/);
  sandbox().aws.setGuard(healthyGuard);
  await skip(minute);
  expect(await check()).not.toContain('No canary could be sent');
});
