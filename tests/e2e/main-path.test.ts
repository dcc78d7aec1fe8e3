import { happeningNow } from '../../src/core/example-envelope.ts';
import { detections } from '../../src/detections/index.generated.ts';
import { useSandbox } from '../support/sandbox.ts';

const sandbox = useSandbox({ retryMs: 20 });

/** A fresh root sign-in without MFA in the hub account. */
function signIn() {
  const example = detections['root-sign-in-without-mfa']
    ?.examples()
    .find(({ raises }) => raises === 'critical');
  if (example === undefined) throw new Error('The detection has no example that raises an alert.');
  return happeningNow(example, '111122223333', sandbox().clock.now());
}

const cards = () => sandbox().slack.messages('C0ALERTS');
const lastCard = () => JSON.stringify(cards().at(-1));
const press = (user: string) =>
  sandbox().post('/slack/action', { user, message_ts: cards().at(-1)?.ts, action_id: 'acknowledge' });
const type = (user: string, text: string) => sandbox().post('/slack/command', { user, text });

describe('a root sign-in', () => {
  it('becomes a card that somebody acknowledges, and a second person hears who was first', async () => {
    await sandbox().send(signIn());
    expect(cards()).toHaveLength(1);
    expect(cards()[0]).toMatchObject({ channel: 'C0ALERTS', text: expect.stringContaining('acme-prod') });

    await sandbox().post('/clock', { advanceMs: 120_000 });
    expect(await press('U0LEE')).toMatchObject({ status: 200, body: { status: 200 } });
    await sandbox().idle();
    expect(lastCard()).toContain('2 min after the alert');

    const acknowledged = lastCard();
    await press('U0KIM');
    await sandbox().idle();
    expect(lastCard()).toBe(acknowledged);
    expect(JSON.stringify(sandbox().slack.ephemeral('U0KIM'))).toMatch(/lee/i);
  });

  it('cannot be acknowledged by somebody who may not act', async () => {
    await sandbox().send(signIn());
    await press('U0SAM');
    await sandbox().idle();

    expect(lastCard()).toContain('"acknowledge"');
    expect(sandbox().slack.ephemeral('U0SAM')).not.toEqual([]);
  });

  it('is one card, delivered twice or under another EventBridge id', async () => {
    const before = cards().length;
    const envelope = signIn();
    await sandbox().send(envelope, envelope, { ...envelope, id: '11111111-2222-4333-8444-555555555555' });

    expect(cards()).toHaveLength(before + 1);
  });

  it('is one card, whenever the function dies', async () => {
    const before = cards().length;
    const envelope = signIn();
    for (const wait of [0, 10, 25, 60]) {
      sandbox().ingest.send(JSON.stringify(envelope));
      await new Promise((resolve) => setTimeout(resolve, wait));
      sandbox().functions.events.crash();
      // A worker that died while it drew the card holds the pen for a minute and a half.
      await sandbox().post('/clock', { advanceMs: 91_000 });
    }
    await sandbox().idle();

    expect(cards()).toHaveLength(before + 1);
    expect(sandbox().ingest.deadLetters).toEqual([]);
  });

  it('waits in the queue while the store is down, and then becomes a card', async () => {
    const before = cards().length;
    await sandbox().post('/faults', {
      store: [{ operation: 'PutItem', times: 2 }],
      slack: [{ method: 'chat.postMessage', status: 503, times: 1 }],
    });
    await sandbox().send(signIn());
    await sandbox().post('/faults', {});

    expect(cards()).toHaveLength(before + 1);
  });

  it('carries the name that the account was just given', async () => {
    await sandbox().put('/aws/accounts/111122223333', { name: 'acme-live' });
    await sandbox().send(signIn());
    await sandbox().put('/aws/accounts/111122223333', { name: 'acme-prod' });

    expect(cards().at(-1)?.text).toContain('acme-live');
  });
});

describe('/rootguard', () => {
  it('answers status in the language of who asks', async () => {
    expect(JSON.stringify((await type('U0LEE', 'status')).body)).toContain('open alert');
    expect(JSON.stringify((await type('U0KIM', 'status')).body)).toMatch(/[가-힣]/);
  });

  it('checks at once and answers when it is done, by way of the worker', async () => {
    await sandbox().put('/aws/accounts/444455556666', { rootMfa: 'none' });
    expect(await type('U0LEE', 'check')).toMatchObject({ status: 200, body: { status: 200 } });
    await sandbox().idle();

    expect(JSON.stringify(sandbox().slack.ephemeral('U0LEE'))).toContain('acme-dev');
    expect(sandbox().jobs.deadLetters).toEqual([]);
  });

  it('counts what could not be read, and shows it', async () => {
    const before = cards().length;
    await sandbox().send(7, null, {}, { detail: 'x' }, { ...signIn(), account: '444455556666' });

    expect(cards()).toHaveLength(before);
    expect(JSON.stringify((await type('U0LEE', 'status')).body)).toContain('dropped events: 5');
    expect(sandbox().ingest.deadLetters).toEqual([]);
  });
});
