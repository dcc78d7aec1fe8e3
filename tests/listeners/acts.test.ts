import { lastAnswer } from '../support/answers.ts';
import { type Life, raise } from '../support/life.ts';
import { useSandbox } from '../support/sandbox.ts';

const sandbox = useSandbox({ retryMs: 20 });

const told = (user: string) => JSON.stringify(lastAnswer(sandbox().slack.ephemeral(user)));
const heard = (user: string) => sandbox().slack.ephemeral(user).length;
const view = (user: string) => sandbox().slack.views(user).at(-1);
const type = async (user: string, text: string) => {
  await sandbox().slack.command({ user, text });
  await sandbox().idle();
};

let life: Life;

afterEach(() => {
  sandbox().slack.setFaults([]);
  for (const user of ['U0KIM', 'U0LEE', 'U0SAM'])
    for (const { id } of sandbox().slack.views(user).toReversed())
      void sandbox().slack.closeView({ user, view_id: id });
});

describe('somebody is on it', () => {
  test('has two buttons and a menu, which follow the state, and words instead of mentions', async () => {
    life = await raise(sandbox(), 'high');
    expect(life.card()).toContain('"acknowledge"');
    expect(life.card()).toContain('Open · nobody is on it yet');
    await life.press('U0LEE', 'acknowledge');
    expect(life.card()).toContain('Acknowledged by Lee');
    expect(life.card()).not.toContain('"action_id":"acknowledge"');
    expect(life.card()).toContain('"let-go"');
    expect(life.card()).toContain('take-over:');
    expect(life.card()).not.toContain('<@');
    expect(life.thread()).toEqual([expect.stringContaining('Lee acknowledged it')]);
  });

  test('the second person hears who was first, and may take over or add a note right there', async () => {
    const before = life.card();
    await life.press('U0KIM', 'acknowledge');
    expect(life.card()).toBe(before);
    expect(told('U0KIM')).toContain('Lee 님이');
    expect(told('U0KIM')).toContain('"take-over"');
    expect(told('U0KIM')).toContain('"note"');
    const notice = lastAnswer(sandbox().slack.ephemeral('U0KIM'));
    await sandbox().slack.action({ user: 'U0KIM', action_id: 'take-over', message_ts: notice?.ts ?? '' });
    await sandbox().idle();
    expect(life.card()).toContain('Acknowledged by Kim');
    expect(life.thread().at(-1)).toContain('Kim took it over from Lee');
  });

  test('a take-over pushes nobody aside whom the person did not see', async () => {
    const seen = /"(take-over:[^"]*)"/.exec(life.card())?.[1] ?? '';
    await life.press('U0KIM', 'let-go');
    sandbox().clock.advance(1_000);
    await life.press('U0KIM', 'acknowledge');
    await life.press('U0LEE', 'more', seen);
    expect(told('U0LEE')).toContain('Already acknowledged by Kim');
    expect(life.card()).toContain('Acknowledged by Kim');
    await life.choose('U0LEE', 'take-over');
    await life.choose('U0KIM', 'take-over');
    expect(life.card()).toContain('Acknowledged by Kim');
  });

  test('a double click does nothing a second time', async () => {
    const lines = life.thread().length;
    await Promise.all([life.press('U0KIM', 'let-go'), life.press('U0KIM', 'let-go')]);
    expect(life.thread()).toHaveLength(lines + 1);
    expect(life.card()).toContain('nobody is on it yet');
    expect(told('U0KIM')).toContain('담당자가 없습니다');
  });

  test('of ten presses at once one wins, and the log has one line', async () => {
    const lines = life.thread().length;
    await Promise.all(
      Array.from({ length: 10 }, (_, n) => life.press(n % 2 === 0 ? 'U0KIM' : 'U0LEE', 'acknowledge')),
    );
    expect(life.thread()).toHaveLength(lines + 1);
  });

  test('is refused in private, and logged, to people who may not act', async () => {
    const before = life.card();
    await life.press('U0SAM', 'let-go');
    expect(life.card()).toBe(before);
    expect(told('U0SAM')).toContain('Only members of the RootGuard responders');
    expect(JSON.stringify(sandbox().logs.lines())).toContain(`let-go ${life.id}`);
  });
});

describe('explained', () => {
  test('closes with a reason, and stays closed whatever comes late', async () => {
    life = await raise(sandbox(), 'high');
    expect(await life.fill('U0LEE', 'explain', { verdict: 'unplanned' })).toMatchObject({
      response_action: 'errors',
      errors: { text: expect.stringContaining('who did it') },
    });
    const form = view('U0LEE');
    await sandbox().slack.submit({
      user: 'U0LEE',
      view_id: form?.id ?? '',
      values: { text: 'Kim, for the tax form <!channel>' },
    });
    await sandbox().idle();
    expect(view('U0LEE')).toBeUndefined();
    expect(life.card()).toContain('Explained by Lee: expected, unplanned');
    expect(life.card()).not.toContain('"action_id":"explain"');
    expect(life.thread().at(-1)).toContain('"type":"text","text":"Kim, for the tax form <!channel>"');
    expect(life.thread().at(-1)).not.toContain('"mrkdwn","text":"<!channel>');

    const closed = life.card();
    await life.press('U0KIM', 'acknowledge');
    expect(life.card()).toBe(closed);
    expect(told('U0KIM')).toContain('닫혔습니다');
    await type('U0KIM', `explain ${life.id}`);
    expect(view('U0KIM')).toBeUndefined();
    expect(told('U0KIM')).toContain('Lee 님이');
    await type('U0LEE', 'alerts');
    expect(told('U0LEE')).not.toContain(life.id);
  });

  test('a form that was open while somebody else explained it says so and changes nothing', async () => {
    life = await raise(sandbox(), 'high');
    await sandbox().slack.action({ user: 'U0KIM', action_id: 'explain', message_ts: life.ts });
    await life.fill('U0LEE', 'explain', { verdict: 'unplanned', text: 'me' });
    const closed = life.card();
    const form = view('U0KIM');
    await sandbox().slack.submit({ user: 'U0KIM', view_id: form?.id ?? '', values: { verdict: 'not-us' } });
    expect(life.card()).toBe(closed);
    expect(JSON.stringify(view('U0KIM'))).toContain('닫혔습니다');
  });

  test('a critical alert takes a second person', async () => {
    life = await raise(sandbox(), 'critical');
    await life.fill('U0LEE', 'explain', { verdict: 'unplanned', text: 'It was Kim' });
    expect(JSON.stringify(view('U0LEE'))).toContain('second person');
    expect(life.card()).toContain('Lee says: expected, unplanned · a second person must confirm it');
    await life.press('U0LEE', 'confirm');
    expect(told('U0LEE')).toContain('You explained it yourself');
    await life.press('U0SAM', 'confirm');
    expect(life.card()).toContain('a second person must confirm it');
    await life.press('U0KIM', 'confirm');
    expect(life.card()).toContain('Explained by Lee: expected, unplanned · confirmed by Kim');
    expect(life.thread().at(-1)).toContain('Kim confirmed what Lee said');
  });

  test('a second person does not confirm what they did not see', async () => {
    life = await raise(sandbox(), 'critical');
    await life.fill('U0LEE', 'explain', { verdict: 'unplanned', text: 'first' });
    const seen = /"value":"(RG-\w+ \d+)"/.exec(life.card())?.[1] ?? '';
    sandbox().clock.advance(1_000);
    await life.fill('U0LEE', 'explain', { verdict: 'unplanned', text: 'second' });
    await life.press('U0KIM', 'confirm', seen);
    expect(told('U0KIM')).toContain('다르게 설명했습니다');
    expect(life.card()).toContain('must confirm it');
  });

  test('"not us" does not close it', async () => {
    life = await raise(sandbox(), 'high');
    await life.fill('U0KIM', 'explain', { verdict: 'not-us' });
    expect(life.card()).toContain('This was not us');
    expect(life.card()).toContain('"explain"');
    expect(life.thread().join()).toContain('Kim says that this was not us');
    await life.fill('U0LEE', 'explain', { verdict: 'dealt-with', text: 'keys removed' });
    await life.press('U0KIM', 'confirm');
    expect(life.card()).toContain('Explained by Lee: not us, and dealt with · confirmed by Kim');
  });
});

describe('notes', () => {
  const long = 'x'.repeat(3_000);

  test('come by a form, a command, or out of the thread, also when it is closed', async () => {
    life = await raise(sandbox(), 'high');
    await life.fill('U0LEE', 'explain', { verdict: 'unplanned', text: 'me' });
    await life.choose('U0KIM', 'note');
    await sandbox().slack.submit({
      user: 'U0KIM',
      view_id: view('U0KIM')?.id ?? '',
      values: { text: '루트 <@U0LEE>\n둘째 줄' },
    });
    await sandbox().idle();
    expect(life.thread().at(-1)).toContain('루트 <@U0LEE>\\n둘째 줄');
    expect(life.thread().at(-1)).toContain('rich_text_quote');

    await type('U0LEE', `note ${life.id.toLowerCase()} called @kim <!channel> & co`);
    expect(told('U0LEE')).toContain('in its thread');
    expect(life.thread().at(-1)).toMatch(/"text":"called @kim [^"]*channel[^"]* & co"/i);

    const reply = sandbox().slack.say({
      user: 'U0SAM',
      thread_ts: life.ts,
      text: 'I asked <@U0KIM>: <https://x.example|see> &lt;here&gt;',
    });
    const pick = { user: 'U0LEE', callback_id: 'add-note', message_ts: reply.ts };
    await sandbox().slack.messageShortcut(pick);
    await sandbox().idle();
    expect(life.thread().at(-1)).toContain('Lee noted what Sam wrote');
    expect(life.thread().at(-1)).toContain('"text":"I asked @Kim: see <here>"');
    const lines = life.thread().length;
    await sandbox().slack.messageShortcut(pick);
    await sandbox().idle();
    expect(life.thread()).toHaveLength(lines);
    expect(told('U0LEE')).toContain('already');
    expect(life.card()).toContain('Explained by Lee');
  });

  test('that are too long, empty or elsewhere are refused in private, and nothing is half done', async () => {
    const before = life.thread().length;
    await type('U0LEE', `note ${life.id} ${long}`);
    expect(told('U0LEE')).toContain('this one has 3000');
    const reply = sandbox().slack.say({ user: 'U0LEE', thread_ts: life.ts, text: long });
    await sandbox().slack.messageShortcut({ user: 'U0LEE', callback_id: 'add-note', message_ts: reply.ts });
    expect(told('U0LEE')).toContain('this one has 3000');
    const elsewhere = sandbox().slack.say({ user: 'U0LEE', text: 'hello' });
    await sandbox().slack.messageShortcut({
      user: 'U0LEE',
      callback_id: 'add-note',
      message_ts: elsewhere.ts,
    });
    expect(told('U0LEE')).toContain('Only a message in the thread of an alert');
    await sandbox().slack.messageShortcut({ user: 'U0LEE', callback_id: 'add-note', message_ts: life.ts });
    expect(told('U0LEE')).toContain('RootGuard wrote that itself');
    await type('U0LEE', 'note');
    expect(told('U0LEE')).toContain('Which alert?');
    await type('U0LEE', 'note RG-00000000 hello');
    expect(told('U0LEE')).toContain('There is no alert');
    await type('U0SAM', `note ${life.id} hello`);
    expect(told('U0SAM')).toContain('Only members');
    await sandbox().idle();
    expect(life.thread().filter((each) => !each.includes(long))).toHaveLength(before);
  });
});

describe('what goes wrong', () => {
  test('a modal whose trigger expired says: press again', async () => {
    life = await raise(sandbox(), 'high');
    sandbox().slack.setFaults([{ method: 'views.open', status: 200, error: 'expired_trigger_id', times: 1 }]);
    await life.press('U0LEE', 'explain');
    expect(told('U0LEE')).toContain('Press again');
  });

  test('an act is done although Slack does not take the card now; the worker draws it later', async () => {
    sandbox().slack.setFaults([{ method: 'chat.update', status: 503, times: 1 }]);
    const before = heard('U0LEE');
    await life.press('U0LEE', 'acknowledge');
    expect(heard('U0LEE')).toBe(before);
    expect(life.card()).toContain('Acknowledged by Lee');
    expect(life.thread()).toHaveLength(1);
  });

  test('a store that does not answer is told, and nothing changed', async () => {
    await sandbox().post('/faults', { store: [{ operation: 'UpdateItem', times: 20 }] });
    await life.press('U0KIM', 'let-go');
    await sandbox().post('/faults', {});
    expect(told('U0KIM')).toContain('저장소가 응답하지 않아');
    expect(life.card()).toContain('Acknowledged by Lee');
  });

  test('the timeline shows what happened, and what comes next', async () => {
    await life.choose('U0LEE', 'timeline');
    const shown = JSON.stringify(view('U0LEE'));
    expect(shown).toContain('What comes next if nobody does anything');
    expect(shown).toContain('the owner is asked whether they are still on it');
    expect(shown).toContain('Lee acknowledged it');
    await life.choose('U0KIM', 'timeline');
    expect(JSON.stringify(view('U0KIM'))).toContain('아무도 조치하지 않으면');
  });
});
