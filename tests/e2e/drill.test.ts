import { detections } from '../../src/detections/index.generated.ts';
import { storeOf } from '../support/alert-path.ts';
import type { Deployment } from '../support/deployment.ts';
import { useSandbox } from '../support/sandbox.ts';

const sandbox = useSandbox({ retryMs: 20 });

const cards = () => sandbox().slack.messages('C0ALERTS');
const type = async (user: string, text: string) => {
  const { body } = await sandbox().post('/slack/command', { user, text });
  await sandbox().idle();
  return JSON.stringify(body);
};
const skip = async (ms: number) => {
  await sandbox().post('/clock', { advanceMs: ms });
  await sandbox().idle();
};
const store = () => storeOf(sandbox() as unknown as Deployment);

describe('/rootguard drill', () => {
  test('takes the way of every alert, says Drill first everywhere, and leaves no trace in the ledger', async () => {
    const answer = await type('U0LEE', 'drill');
    const id = /RG-[0-9A-Z]{8}/.exec(answer)?.[0] ?? 'none';
    expect(answer).toContain(`/rootguard drill ${id}`);

    const [card] = cards();
    expect(card?.text).toMatch(/^Drill: Critical: Root signed in without MFA/);
    expect(JSON.stringify(card?.blocks?.[0])).toContain('"Drill: Root signed in');
    expect(JSON.stringify(card?.blocks?.[1])).toContain('Lee started this. Nobody used root.');
    expect((await store().ledger('111122223333')).version).toBe(0);

    const status = await type('U0LEE', 'status');
    expect(status).toContain('No open alerts');
    expect(status).toContain('*Drill* · *acme-prod*');
    expect(await type('U0KIM', 'alerts')).toContain('*훈련* · *acme-prod*');
    expect(await type('U0LEE', `drill ${id}`)).toContain('Drill: waiting for');
  });

  test('is no part of the session that root really opens meanwhile', async () => {
    await sandbox().fire('root-sign-in-without-mfa');
    const [drill, real] = cards();
    expect(cards()).toHaveLength(2);
    expect(drill?.text).toMatch(/^Drill: /);
    expect(real?.text).toMatch(/^Critical: /);
    expect(await type('U0LEE', 'status')).toContain('1 open alert');
  });

  test('reports in its thread who was on it when, and where it stalled after an hour; once', async () => {
    const [card] = cards();
    await skip(120_000);
    await sandbox().post('/slack/action', { user: 'U0LEE', message_ts: card?.ts, action_id: 'acknowledge' });
    await sandbox().idle();
    await skip(60 * 60_000);
    await skip(60_000);
    const told = sandbox()
      .slack.messages('C0ALERTS', card?.ts)
      .filter(({ text }) => text.includes('stalled'));
    expect(told).toHaveLength(1);
    const said = JSON.stringify(told[0]?.blocks);
    expect(said).toMatch(/somebody was on it: after 2 min · Lee/);
    expect(said).toContain('nobody said what was behind it');
  });

  test('that the store does not take was never started; one that gets lost says so in the channel', async () => {
    // Real alerts of earlier tests are called out meanwhile, because nobody took them.
    const drills = () => cards().filter(({ text }) => text?.startsWith('Drill'));
    const before = new Set(drills().map(({ ts }) => ts));
    const news = () => drills().filter(({ ts }) => !before.has(ts));
    await sandbox().post('/faults', { store: [{ operation: 'PutItem', times: 1_000 }] });
    const answer = await type('U0LEE', 'drill root-sign-in acme-dev');
    await sandbox().post('/faults', {});
    expect(answer).toMatch(/store/i);
    await skip(61 * 60_000);
    expect(news()).toEqual([]);

    const lost = {
      mark: 'lost',
      detection: 'root-sign-in',
      by: 'U0LEE',
      name: 'Lee',
      account: '444455556666',
    };
    await store().startDrill({ ...lost, incident: 'RG-1057ZZZZ', at: sandbox().clock.now() });
    await skip(61 * 60_000);
    await skip(60_000);
    expect(news().map(({ text }) => text)).toEqual(['Drill: stalled at "the event was recognised"']);
    expect(JSON.stringify(news()[0]?.blocks)).toContain('rootguard-ingest-dlq');
  });

  test('is for those who may act; a word that is nothing starts nothing', async () => {
    const before = cards().length;
    expect(await type('U0SAM', 'drill')).toContain('Only members');
    expect(await type('U0LEE', 'drill root-sing-in')).toContain('Did you mean `root-sign-in`?');
    expect(await type('U0LEE', 'drill root-sign-in nowhere')).toContain('No drill was started');
    expect(await type('U0KIM', 'drill RG-00000000')).toContain('찾을 수 없습니다');
    expect(cards()).toHaveLength(before);
  });

  test('that somebody else puts onto the bus is dropped and counted', async () => {
    const before = cards().length;
    const drill = { mark: 'forged', detection: 'root-sign-in', by: 'U0SAM', name: 'Sam', at: 1 };
    await sandbox().send({ source: 'rootguard.drill', account: '444455556666', detail: { drill } });
    expect(cards()).toHaveLength(before);
    expect(await type('U0LEE', 'status')).toContain('account-mismatch');
  });
});

test('every detection can be drilled: its example is recognised as it comes from the bus', async () => {
  const before = cards().length;
  const ids = Object.keys(detections);
  for (const id of ids) {
    expect(await type('U0LEE', `drill ${id}`)).toContain('is on its way');
    await skip(2_000);
  }
  const drilled = cards().slice(before);
  expect(drilled).toHaveLength(ids.length);
  expect(drilled.filter(({ text }) => !text.startsWith('Drill: '))).toEqual([]);
});
