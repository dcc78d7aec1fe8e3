import { at } from '../../src/core/json.ts';
import { lastAnswer } from '../support/answers.ts';
import { type Life, raise } from '../support/life.ts';
import { useSandbox } from '../support/sandbox.ts';

const sandbox = useSandbox({ retryMs: 20 });
const minute = 60_000;

/** Skips time, one tick and whatever comes of it. */
async function pass(minutes: number) {
  await sandbox().post('/clock', { advanceMs: minutes * minute });
  await sandbox().idle();
}
const directs = (user: string) => {
  const exists = sandbox()
    .slack.channels()
    .some(({ id }) => id === `D${user.slice(1)}`);
  return exists
    ? sandbox()
        .slack.messages(`D${user.slice(1)}`)
        .map((each) => JSON.stringify(each))
    : [];
};
const reminders = (life: Life) => life.thread().filter((each) => /"part":"remind-/.test(each));
const told = (user: string) => JSON.stringify(lastAnswer(sandbox().slack.ephemeral(user)));

describe('an alert that nobody is on', () => {
  let life: Life;

  test('says on its card what comes next', async () => {
    life = await raise(sandbox(), 'critical');
    expect(life.card()).toMatch(/Next, <!date[^>]*>: a reminder in the thread/);
  });

  test('is called out in the thread, then in the channel, then to the on-call group, in one reminder', async () => {
    await pass(5);
    expect(reminders(life)).toEqual([expect.stringContaining('<!subteam^S0RESPONDERS> *Nobody is on it')]);
    expect(reminders(life)[0]).not.toContain('thread_broadcast');
    const first = at(JSON.parse(reminders(life)[0] ?? ''), 'ts');
    await pass(5);
    expect(reminders(life)).toHaveLength(1);
    expect(reminders(life)[0]).toContain('thread_broadcast');
    // An edit makes no phone ring: the louder one is a message of its own.
    expect(at(JSON.parse(reminders(life)[0] ?? ''), 'ts')).not.toBe(first);
    await pass(5);
    expect(reminders(life)).toEqual([expect.stringContaining('<!subteam^S0RESPONDERS>')]);
  });

  test('then by direct message, in the language of each person, and by e-mail; the reminder is rewritten', async () => {
    const before = at(JSON.parse(reminders(life)[0] ?? ''), 'ts');
    await pass(5);
    expect(directs('U0LEE')).toEqual([expect.stringContaining('Nobody is on it. It has been waiting since')]);
    expect(directs('U0KIM')).toEqual([expect.stringContaining('부터 아무도 맡지 않았습니다')]);
    expect(directs('U0SAM')).toEqual([]);
    expect(directs('U0LEE')[0]).toContain('slack.com/archives/C0ALERTS');
    await pass(10);
    expect(sandbox().aws.emails.map(({ text }) => text)).toEqual([
      expect.stringContaining('Why this is an e-mail: nobody was on it'),
    ]);
    expect(life.card()).toContain('reason: nobody was on it');
    expect(reminders(life)).toEqual([expect.stringContaining('by e-mail')]);
    expect(at(JSON.parse(reminders(life)[0] ?? ''), 'ts')).toBe(before);
  });

  test('is called out again, and taken from the direct message', async () => {
    await pass(60);
    expect(reminders(life)).toHaveLength(1);
    const [message] = sandbox().slack.messages('D0LEE');
    await sandbox().slack.action({
      user: 'U0LEE',
      channel: 'D0LEE',
      action_id: 'acknowledge',
      message_ts: message?.ts ?? '',
    });
    await sandbox().idle();
    expect(life.card()).toContain('Acknowledged by Lee');
    expect(reminders(life)).toEqual([expect.stringContaining('That is settled')]);
    expect(reminders(life)[0]).not.toContain('<!subteam');
  });

  test('asks its owner, who goes on, or does not answer', async () => {
    await pass(60);
    expect(directs('U0LEE').at(-1)).toContain('Are you still on it?');
    const press = async (user: string) => {
      const ts = sandbox().slack.messages('D0LEE').at(-1)?.ts ?? '';
      await sandbox().slack.action({ user, channel: 'D0LEE', action_id: 'still-on-it', message_ts: ts });
      await sandbox().idle();
    };
    await press('U0LEE');
    expect(life.thread().join()).toContain('Lee is still on it');
    expect(told('U0LEE')).toContain('You will be asked again at');
    await press('U0LEE');
    expect(told('U0LEE')).toContain('already');
    await pass(60);
    await pass(30);
    expect(life.card()).toContain('nobody is on it yet');
    expect(life.thread().join()).toContain('Lee did not say whether they are still on it');
    await pass(5);
    expect(reminders(life)).toEqual([expect.stringContaining('<!subteam^S0RESPONDERS> *Nobody is on it')]);
  });

  test('is nobody’s at once when its owner has left', async () => {
    await life.press('U0KIM', 'acknowledge');
    sandbox().slack.setLeft('U0KIM', true);
    await pass(60);
    sandbox().slack.setLeft('U0KIM', false);
    expect(life.card()).toContain('nobody is on it yet');
    expect(life.thread().join()).toContain('they left the workspace');
  });

  test('has a timeline that tells all of it, and what comes next', async () => {
    await life.choose('U0KIM', 'timeline');
    const shown = JSON.stringify(sandbox().slack.views('U0KIM').at(-1));
    expect(shown).toContain('당직 그룹 호출');
    expect(shown).toContain('다이렉트 메시지를 보냈습니다');
  });
});

describe('"not us"', () => {
  test('calls everybody at once, by every way', async () => {
    const life = await raise(sandbox(), 'high');
    const [mails, messages] = [sandbox().aws.emails.length, directs('U0LEE').length];
    await life.fill('U0KIM', 'explain', { verdict: 'not-us' });
    await pass(1);
    expect(reminders(life)).toEqual([expect.stringContaining('<!subteam^S0RESPONDERS> *This was not us')]);
    expect(reminders(life)[0]).toContain('thread_broadcast');
    expect(
      sandbox()
        .aws.emails.slice(mails)
        .map(({ text }) => text),
    ).toEqual([expect.stringContaining('it was not us')]);
    expect(directs('U0LEE').slice(messages)).toEqual([expect.stringContaining('It was not us')]);
  });
});

describe('when something fails', () => {
  test('a direct message that Slack does not take is sent later, and holds up nothing else', async () => {
    const life = await raise(sandbox(), 'critical');
    const other = await raise(sandbox(), 'critical');
    sandbox().slack.setFaults([{ method: 'conversations.open', status: 503, times: 100 }]);
    const both = () => directs('U0LEE').filter((each) => each.includes(life.id) || each.includes(other.id));
    await pass(21);
    expect(reminders(life)).toHaveLength(1);
    expect(reminders(other)).toHaveLength(1);
    expect(both()).toEqual([]);
    sandbox().slack.setFaults([]);
    await pass(1);
    expect(both()).toHaveLength(2);
    await pass(1);
    expect(both()).toHaveLength(2);
  });

  test('a worker that dies on the way leaves nothing undone', async () => {
    const life = await raise(sandbox(), 'critical');
    sandbox().clock.advance(5 * minute);
    for (const wait of [0, 5, 10, 20, 40]) {
      await new Promise((resolve) => setTimeout(resolve, wait));
      sandbox().functions.worker.crash();
      sandbox().clock.advance(2 * minute);
    }
    await pass(2);
    expect(reminders(life)).toHaveLength(1);
    expect(life.card()).toContain('nobody is on it yet');
  });
});
