import { textAt } from '../../src/core/json.ts';
import { lastAnswer } from '../support/answers.ts';
import { forgedPress } from '../support/forged-interaction.ts';
import { useSandbox } from '../support/sandbox.ts';

const sandbox = useSandbox({ retryMs: 20 });
const minute = 60_000;

const said = (user: string) => JSON.stringify(lastAnswer(sandbox().slack.ephemeral(user)));
const channel = () => JSON.stringify(sandbox().slack.messages('C0ALERTS'));
/** The last question; whoever is on call is called by direct message, too. */
const question = (user: string) =>
  JSON.stringify(
    sandbox()
      .slack.messages(`D${user.slice(1)}`)
      .findLast(({ text }) => /Was this you|본인입니까/.test(text)),
  );
const press = (user: string, action_id: string) =>
  sandbox().slack.action({ user, channel: `D${user.slice(1)}`, action_id });
const thread = (ts: string) => JSON.stringify(sandbox().slack.messages('C0ALERTS', ts).slice(1));

async function type(user: string, text: string) {
  await sandbox().slack.command({ user, text });
  await sandbox().idle();
}

/** A new incident whose custodians, Kim and Lee, were asked. Returns its id and the ts of its card. */
async function asked() {
  for (const name of ['kim', 'lee']) await type('U0LEE', `custodians acme-prod add @${name}`);
  sandbox().clock.advance(24 * 60 * minute);
  // What older alerts owe by direct message comes before the question, which is then the last one.
  await sandbox().idle();
  await sandbox().fire('root-sign-in-without-mfa');
  const card = sandbox()
    .slack.messages('C0ALERTS')
    .findLast((message) => textAt(message, 'metadata', 'event_payload', 'part') === 'card');
  const id = /RG-[0-9A-Z]{8}/.exec(JSON.stringify(card))?.[0] ?? 'none';
  await type('U0LEE', `ask ${id}`);
  return { id, ts: card?.ts ?? '' };
}

async function claim(user: string, reason: string) {
  await press(user, 'custodian-me');
  const view = sandbox().slack.views(user).at(-1);
  await sandbox().slack.submit({ user, view_id: view?.id ?? '', values: { reason } });
}

afterEach(() => {
  for (const user of ['U0KIM', 'U0LEE', 'U0SAM']) sandbox().slack.setLeft(user, false);
});

describe('/rootguard custodians', () => {
  test('names, shows and takes off people', async () => {
    await type('U0LEE', 'custodians acme-dev add @Kim');
    expect(said('U0LEE')).toContain('Custodians of *acme-dev*: Kim.');
    await type('U0LEE', 'custodians acme-dev add @kim');
    expect(said('U0LEE')).toContain('They are one already');
    await type('U0SAM', 'custodians acme-dev');
    expect(said('U0SAM')).toContain('Kim');
    await type('U0SAM', 'custodians');
    expect(said('U0SAM')).toContain('acme-dev');
    expect(said('U0SAM')).toContain('1 account has no custodians, so nobody is asked: acme-prod');
    await type('U0LEE', 'custodians 4444 5555 6666 remove @kim');
    expect(said('U0LEE')).toContain('has no custodians');
  });

  test.each([
    ['U0SAM', 'custodians acme-dev add @kim', 'Only members of the RootGuard responders'],
    ['U0LEE', 'custodians acme-dev add', 'does not see who'],
    ['U0LEE', 'custodians acme-dev add @nobody', 'does not see who'],
    ['U0LEE', 'custodians acme-dev add <!channel>', 'does not see who'],
    ['U0LEE', 'custodians acme-dev remove @sam', 'They are none'],
    ['U0LEE', 'custodians no such account add @kim', 'does not guard an account'],
  ])('%s types "%s" and is told "%s"', async (user, text, words) => {
    await type(user, text);
    expect(said(user)).toContain(words);
  });

  test('does not name somebody who left', async () => {
    sandbox().slack.setLeft('U0SAM', true);
    sandbox().clock.advance(2 * 60 * minute);
    await type('U0LEE', 'custodians acme-dev add @sam');
    expect(said('U0LEE')).toContain('cannot be asked');
  });
});

describe('custodians who are asked', () => {
  test('get the question in their language, once', async () => {
    const { id } = await asked();
    expect(question('U0KIM')).toContain('본인입니까?');
    expect(question('U0LEE')).toContain('Was this you? Root of acme-prod was used');
    expect(said('U0LEE')).toContain('Asked by direct message: Kim, Lee');
    const before = sandbox().slack.messages('D0KIM').length;
    await type('U0LEE', `ask ${id}`);
    expect(sandbox().slack.messages('D0KIM')).toHaveLength(before);
  });

  test('say "me" with a reason, and the thread and the other question say so', async () => {
    const { ts } = await asked();
    await press('U0LEE', 'custodian-me');
    const view = sandbox().slack.views('U0LEE').at(-1);
    const empty = { user: 'U0LEE', view_id: view?.id ?? '', values: { reason: '   ' } };
    await sandbox().slack.submit(empty);
    expect(JSON.stringify(sandbox().slack.views('U0LEE').at(-1)?.errors)).toContain('Say what');
    await sandbox().slack.submit({ ...empty, values: { reason: 'Tax form <!here>' } });
    expect(sandbox().slack.views('U0LEE')).toEqual([]);
    expect(thread(ts)).toContain('Lee says that it was them: Tax form &lt;!here&gt;');
    expect(thread(ts)).not.toContain('suspected misuse');
    expect(question('U0KIM')).toContain('Lee 님이 본인이라고 답했습니다');
    expect(question('U0KIM')).not.toContain('custodian-not-me');
  });

  test('all say "not me": the channel hears of it', async () => {
    const { ts } = await asked();
    await press('U0KIM', 'custodian-not-me');
    expect(question('U0KIM')).toContain('본인이 아닙니다');
    expect(thread(ts)).not.toContain('custodians say');
    await press('U0LEE', 'custodian-not-me');
    expect(thread(ts)).toContain(
      'All 2 custodians say that it was not them. RootGuard treats this as suspected misuse.',
    );
    expect(channel()).toContain('All 2 custodians say that it was not them');
  });

  test('are silent: the deadline says so, by name, and a late answer is still heard', async () => {
    const { ts } = await asked();
    await press('U0KIM', 'custodian-unknown');
    sandbox().clock.advance(15 * minute);
    await sandbox().idle();
    sandbox().clock.advance(minute);
    await sandbox().idle();
    expect(thread(ts)).toContain('No custodian said in time that it was them. Silent: Lee.');
    expect(question('U0LEE')).toContain('If it was you, say so now');
    await claim('U0LEE', 'Phone was off');
    expect(thread(ts)).toContain('Lee says afterwards that it was them: Phone was off');
  });

  test('who take back that it was them are heard in the channel', async () => {
    const { id, ts } = await asked();
    await claim('U0KIM', 'Tax settings');
    // The channel may be busy with other alerts that nobody took: then the next round tells it.
    sandbox().clock.advance(minute);
    await sandbox().idle();
    expect(thread(ts)).toContain('Kim says that it was them');
    sandbox().clock.advance(5_000);
    // The button is gone from the question by then; it may still be on a screen that shows the old one.
    await forgedPress(sandbox(), { action_id: 'custodian-not-me', value: id }, 'U0KIM');
    expect(thread(ts)).toContain('Kim takes back that it was them');
    expect(channel()).toContain('Kim takes back that it was them');
  });

  test('who left are not waited for', async () => {
    await asked();
    sandbox().slack.setLeft('U0KIM', true);
    const { ts } = await asked();
    await press('U0LEE', 'custodian-not-me');
    // The channel may be busy with other alerts that nobody took: then the next round tells it.
    sandbox().clock.advance(minute);
    await sandbox().idle();
    expect(thread(ts)).toContain('custodians say that it was not them');
  });

  test('are told in the thread later, when Slack refuses it first', async () => {
    const { ts } = await asked();
    const refusal = { method: 'chat.postMessage', status: 500, times: 1 };
    sandbox().slack.setFaults([refusal]);
    await claim('U0KIM', '세금 설정');
    expect(thread(ts)).not.toContain('says that it was them');
    sandbox().clock.advance(minute);
    await sandbox().idle();
    expect(thread(ts)).toContain('Kim says that it was them: 세금 설정');
  });
});

test('somebody who was not asked cannot answer for another', async () => {
  const { id, ts } = await asked();
  await forgedPress(sandbox(), { action_id: 'custodian-not-me', value: id }, 'U0SAM');
  const refusals = sandbox()
    .logs.lines()
    .filter(({ text }) => text.includes('not-asked'));
  expect(refusals).toHaveLength(1);
  await press('U0KIM', 'custodian-not-me');
  expect(thread(ts)).not.toContain('custodians say');
});

describe('root use that nobody explains', () => {
  const ticks = async (count: number) => {
    for (let tick = 0; tick < count; tick += 1) {
      sandbox().clock.advance(minute);
      await sandbox().idle();
    }
  };
  const latestCard = () =>
    JSON.stringify(
      sandbox()
        .slack.messages('C0ALERTS')
        .findLast((message) => textAt(message, 'metadata', 'event_payload', 'part') === 'card'),
    );

  test('is asked about within a minute, without anybody asking for it', async () => {
    for (const name of ['kim', 'lee']) await type('U0LEE', `custodians acme-prod add @${name}`);
    sandbox().clock.advance(24 * 60 * minute);
    await sandbox().idle();
    await sandbox().fire('root-sign-in');
    const id = /RG-[0-9A-Z]{8}/.exec(latestCard())?.[0] ?? 'none';
    await ticks(2);
    expect(question('U0KIM')).toContain(id);
    expect(question('U0LEE')).toContain(id);
  });

  test('becomes critical when no custodian stands up for it, and the card says so', async () => {
    expect(latestCard()).toContain('*High*');
    await press('U0KIM', 'custodian-not-me');
    expect(latestCard()).toContain('*High*');
    await press('U0LEE', 'custodian-not-me');
    expect(latestCard()).toContain('*Critical*');
    expect(latestCard()).toContain('no custodian says that it was them');
  });
});
