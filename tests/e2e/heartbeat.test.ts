import { storeOf } from '../support/alert-path.ts';
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
  expect(sandbox().clock.now() - (first ?? 0)).toBeLessThan(120_000);
  await skip(16 * 60_000);
  expect(await store().lastHeartbeat(hub)).toBeGreaterThan(first ?? 0);
  expect(sandbox().slack.messages('C0ALERTS')).toEqual([]);
});

test('the check sees it; how long ago is too long, its examples say', async () => {
  await skip(16 * 60_000);
  await sandbox().slack.command({ user: 'U0LEE', text: `check ${hub} heartbeat` });
  await sandbox().idle();
  expect(JSON.stringify(sandbox().slack.ephemeral('U0LEE').at(-1))).toContain('nothing fails');
});

test("somebody else's heartbeat is not believed: it could hide that ours has stopped", async () => {
  const before = await store().dropped();
  const last = await store().lastHeartbeat('444455556666');
  await sandbox().send(heartbeat('444455556666'));
  expect((await store().dropped()).total).toBe(before.total + 1);
  expect(await store().lastHeartbeat('444455556666')).toBe(last);
});
