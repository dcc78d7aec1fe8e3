import { useSandbox } from '../support/sandbox.ts';

const sandbox = useSandbox({ retryMs: 20 });

const hour = 3_600_000;
const messages = () => sandbox().slack.messages('C0ALERTS');
const digests = () => messages().filter(({ text }) => /quiet week|Last week/.test(text));
const faults = async (body: object) => void (await sandbox().post('/faults', body));
const last = () => JSON.stringify(digests().at(-1)?.blocks);
const skip = async (ms: number) => {
  await sandbox().post('/clock', { advanceMs: ms });
  await sandbox().idle();
};
/** To ten past the next Monday, UTC; more than a day ahead. `before` is done at twenty to. */
const toMonday = async (before = async () => {}) => {
  const now = sandbox().clock.now();
  const days = (8 - new Date(now).getUTCDay()) % 7 || 7;
  const monday = now - (now % (24 * hour)) + (days === 1 ? 8 : days) * 24 * hour;
  // A heartbeat comes before, as it does every quarter of an hour.
  await skip(monday - now - 1_200_000);
  await before();
  await skip(1_800_000);
};

describe('the weekly digest', () => {
  test('begins with the first week that it saw, and says also that nothing happened, and what is not known', async () => {
    await skip(60_000);
    expect(digests()).toHaveLength(0);
    await toMonday();
    expect(digests()).toHaveLength(1);
    expect(digests()[0]?.text).toBe('A quiet week: RootGuard saw no use of root');
    expect(last()).toContain('Would it have been seen?');
    expect(last()).toMatch(/Nothing came the whole way|came the whole way/);
    expect(last()).toContain('A heartbeat takes the way of an alert');
  });

  test('comes once a week, however often the clock strikes', async () => {
    for (let count = 0; count < 4; count += 1) await skip(hour);
    await skip(24 * hour);
    expect(digests()).toHaveLength(1);
  });

  test('tells of the week, counts no drill, and says where root could have been used unseen', async () => {
    await sandbox().post('/slack/command', { user: 'U0LEE', text: 'drill' });
    await sandbox().idle();
    await sandbox().fire('root-sign-in-without-mfa');
    await sandbox().send(7);
    await sandbox().put('/aws/accounts/444455556666', { rule: 'disabled' });
    // The daily look sees it before the week ends.
    await toMonday();
    expect(digests()).toHaveLength(2);
    expect(digests()[1]?.text).toBe('Last week: 1 incident');
    expect(last()).toContain('Drills: 1 (in none of these numbers)');
    expect(last()).toMatch(/\*No\* in one account.*acme-dev: RootGuard's EventBridge rule/);
    expect(last()).toContain('An alert came the whole way');
    expect(last()).toContain('1 event could not be read');
  });

  test('is not posted again by whoever comes after a worker that died before it was noted', async () => {
    const untilPosted = digests().length + 1;
    // Slack has the message, and whoever posted it never learns of it.
    const lost = { method: 'chat.postMessage', status: 500, times: 50, afterAccept: true };
    await toMonday(() => faults({ slack: [lost] }));
    await faults({});
    expect(digests()).toHaveLength(untilPosted);
    for (let count = 0; count < 3; count += 1) await skip(60_000);
    for (let count = 0; count < 3; count += 1) await skip(hour);
    expect(digests()).toHaveLength(untilPosted);
  });
});
