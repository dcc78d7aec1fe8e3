import { storeOf } from '../support/alert-path.ts';
import { lastAnswer } from '../support/answers.ts';
import type { Deployment } from '../support/deployment.ts';
import { useSandbox } from '../support/sandbox.ts';

const sandbox = useSandbox({ retryMs: 20 });
const hub = '111122223333';
const store = () => storeOf(sandbox() as unknown as Deployment);
const skip = async (ms: number) => {
  await sandbox().post('/clock', { advanceMs: ms });
  await sandbox().idle();
};
const heartbeat = (account: string) => ({
  version: '0',
  id: 'e',
  source: 'rootguard.heartbeat',
  'detail-type': 'heartbeat',
  account,
  time: new Date(sandbox().clock.now()).toISOString(),
  region: 'us-east-1',
  resources: [],
  detail: {},
});

test('a heartbeat comes the way of an alert every quarter of an hour, and posts nothing', async () => {
  await skip(16 * 60_000);
  const first = await store().lastHeartbeat(hub);
  expect(sandbox().clock.now() - (first?.at ?? 0)).toBeLessThan(120_000);
  await skip(16 * 60_000);
  expect((await store().lastHeartbeat(hub))?.at).toBeGreaterThan(first?.at ?? 0);
  expect(sandbox().slack.messages('C0ALERTS')).toEqual([]);
});

test('the check sees it; how long ago is too long, its examples say', async () => {
  await skip(16 * 60_000);
  await sandbox().slack.command({ user: 'U0LEE', text: `check ${hub} heartbeat` });
  await sandbox().idle();
  expect(JSON.stringify(lastAnswer(sandbox().slack.ephemeral('U0LEE')))).toContain('nothing fails');
});

test('the status says when the path was proven, and how many accounts were heard at their last check', async () => {
  const status = async () => {
    await sandbox().slack.command({ user: 'U0LEE', text: 'status' });
    return JSON.stringify(sandbox().slack.ephemeral('U0LEE').at(-1));
  };
  await skip(16 * 60_000);
  // The hub beats, and was checked; the other accounts were not, so that nothing is known of theirs.
  await sandbox().slack.command({ user: 'U0LEE', text: `check ${hub}` });
  await sandbox().idle();
  expect(await status()).toMatch(
    /path of alerts proven \d+ (s|min) ago · heartbeats at the last check from 1 of \d+ accounts/,
  );
  await skip(3_600_000);
  expect(await status()).toMatch(/path of alerts proven \d+ (s|min) ago/);
});

test("somebody else's heartbeat is not believed: it could hide that ours has stopped", async () => {
  const before = await store().dropped();
  const last = await store().lastHeartbeat('444455556666');
  await sandbox().send(heartbeat('444455556666'));
  expect((await store().dropped()).total).toBe(before.total + 1);
  expect(await store().lastHeartbeat('444455556666')).toEqual(last);
});

describe("a member's heartbeat", () => {
  const member = '444455556666';
  const scheduled = (change: object = {}) => ({
    ...heartbeat(member),
    source: 'aws.events',
    'detail-type': 'Scheduled Event',
    resources: [`arn:aws:events:us-east-1:${member}:rule/rootguard-heartbeat`],
    ...change,
  });
  const check = async () => {
    await sandbox().slack.command({ user: 'U0LEE', text: `check ${member} heartbeat` });
    await sandbox().idle();
    return JSON.stringify(lastAnswer(sandbox().slack.ephemeral('U0LEE')));
  };

  test('comes every hour by the rule of member.yaml, and the check knows', async () => {
    await skip(3_600_000);
    const beats = await store().heartbeats(member);
    expect(beats.map(({ region }) => region)).toEqual(['ap-northeast-2', 'us-east-1']);
    expect(await check()).toContain('The path was proven 0 min before the check');
    expect(sandbox().slack.messages('C0ALERTS')).toEqual([]);
  });

  test('that does not come any more is missed, in the Region that is silent', async () => {
    const region = 'ap-northeast-2';
    sandbox().aws.setAccount(member, { rules: { [`${region}/rootguard-heartbeat`]: 'disabled' } });
    await skip(5 * 3_600_000);
    expect(await check()).toContain('No heartbeat came from ap-northeast-2 for 5 hours');
    sandbox().aws.setAccount(member, { rules: {} });
  });

  test.each([
    ['another rule', { resources: [`arn:aws:events:us-east-1:${member}:rule/nightly`] }],
    [
      "another account's rule",
      { resources: ['arn:aws:events:us-east-1:111122223333:rule/rootguard-heartbeat'] },
    ],
    ["another Region's rule", { resources: [`arn:aws:events:eu-west-1:${member}:rule/rootguard-heartbeat`] }],
    ['no rule', { resources: [] }],
    ['no account', { account: undefined }],
    ['a Region that is none', { region: 'us-east-1.*' }],
  ])('is not believed of %s, and counted', async (_what, change) => {
    const [before, last] = [await store().dropped(), await store().lastHeartbeat(member)];
    await sandbox().send(scheduled(change));
    expect((await store().dropped()).total).toBe(before.total + 1);
    expect(await store().lastHeartbeat(member)).toEqual(last);
  });
});
