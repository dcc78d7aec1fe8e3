import type { JsonObject } from '../../src/core/json.ts';
import { at, textAt } from '../../src/core/json.ts';
import { lastAnswer } from '../support/answers.ts';
import { forgedSubmission } from '../support/forged-interaction.ts';
import { useSandbox } from '../support/sandbox.ts';

const sandbox = useSandbox();

const lastMessage = () => JSON.stringify(sandbox().slack.messages('C0ALERTS').at(-1));
const told = (user: string) => JSON.stringify(lastAnswer(sandbox().slack.ephemeral(user))?.text);
const topView = (user: string) => sandbox().slack.views(user).at(-1);

async function open(user = 'U0LEE', text = 'plan acme-prod') {
  expect(await sandbox().slack.command({ user, text })).toMatchObject({ status: 200 });
  return topView(user);
}

function filled(change: JsonObject = {}): JsonObject {
  return {
    reason: 'Remove the old key <!channel>',
    expected: ['root-access-key-removed', 'root-mfa-enabled'],
    approver: 'U0KIM',
    ...change,
  };
}

/** Lee asks Kim, and the number of the plan comes back. */
async function ask(change: JsonObject = {}, user = 'U0LEE'): Promise<string> {
  const view = await open(user);
  await sandbox().slack.submit({ user, view_id: view?.id ?? '', values: filled(change) });
  return /#(\d+)/.exec(JSON.stringify(topView(user)?.blocks))?.[1] ?? 'none';
}

/** A press on the last message: also on a button that it showed before, as somebody does whose screen lags. */
const press = (user: string, action_id: string, value: string) =>
  sandbox().slack.action({
    user,
    action_id,
    value,
    message_ts: sandbox().slack.messages('C0ALERTS').at(-1)?.ts,
  });

afterEach(() => {
  sandbox().slack.setFaults([]);
  for (const user of ['U0KIM', 'U0LEE', 'U0SAM'])
    for (const view of sandbox().slack.views(user).toReversed())
      void sandbox().slack.closeView({ user, view_id: view.id });
});

describe('/rootguard plan', () => {
  test('opens a form in the language of the person, with the account chosen', async () => {
    const english = await open('U0LEE', 'plan acme-dev');
    expect(english?.title?.text).toBe('Plan root use');
    expect(JSON.stringify(english?.state)).toContain('444455556666');
    expect((await open('U0KIM', 'plan 4444-5555-6666'))?.title?.text).toBe('루트 사용 계획');
    expect(JSON.stringify(topView('U0KIM')?.state)).toContain('444455556666');
  });

  test('is refused, in private, to people who may not act', async () => {
    await open('U0SAM');
    expect(topView('U0SAM')).toBeUndefined();
    expect(told('U0SAM')).toContain('Only members of the RootGuard responders');
  });

  test('tells a person whose form came too late what to do', async () => {
    sandbox().slack.setFaults([{ method: 'views.open', status: 200, error: 'expired_trigger_id', times: 1 }]);
    await open();
    expect(told('U0LEE')).toContain('Press again');
  });

  test('becomes a message that asks the approver by name, once', async () => {
    const number = await ask();
    const { text, blocks } = sandbox().slack.messages('C0ALERTS').at(-1) ?? {};
    expect(text).toContain(`#${number}: acme-prod`);
    expect(JSON.stringify(blocks)).toContain('<@U0KIM>');
    expect(JSON.stringify(blocks)).toContain('Remove the old key &lt;!channel&gt;');
    expect(JSON.stringify(blocks)).toContain('A root access key was removed');
    expect(JSON.stringify(topView('U0LEE')?.blocks)).toContain('until somebody else confirms it');
  });

  test.each([
    [{ approver: 'U0LEE' }, 'approver', 'Somebody else must confirm it.'],
    [{ approver: 'U0SAM' }, 'approver', 'neither in the responders group'],
    [{ reason: '   ' }, 'reason', 'Say why root is needed.'],
    [{ from: 1_700_000_000 }, 'from', 'A plan excuses nothing'],
  ] as const)(
    'with %j is sent back with a word beside the field, and nothing is stored',
    async (change, field, words) => {
      const before = sandbox().slack.messages('C0ALERTS').length;
      const view = await open();
      await sandbox().slack.submit({ user: 'U0LEE', view_id: view?.id ?? '', values: filled(change) });
      expect(topView('U0LEE')?.errors).toEqual({ [field]: expect.stringContaining(words) });
      expect(sandbox().slack.messages('C0ALERTS')).toHaveLength(before);
    },
  );

  test('takes a long form with mentions, and shows it as text', async () => {
    await ask({ reason: `<@U0SAM> <!here> ${'루트 `*_~ '.repeat(120)}`.slice(0, 1_000) });
    expect(lastMessage()).toContain('&lt;@U0SAM&gt; &lt;!here&gt;');
  });

  test('that Slack could not show is shown by the worker, once', async () => {
    const before = sandbox().slack.messages('C0ALERTS').length;
    sandbox().slack.setFaults([{ method: 'chat.postMessage', status: 500, times: 1, afterAccept: true }]);
    const number = await ask();
    await sandbox().idle();
    expect(sandbox().slack.messages('C0ALERTS')).toHaveLength(before + 1);
    expect(await press('U0KIM', 'approve-plan', number)).toMatchObject({ status: 200 });
    await sandbox().idle();
    expect(lastMessage()).toContain('Confirmed by Kim');
  });
});

describe('a plan', () => {
  test('is confirmed by a second person only', async () => {
    const number = await ask();
    await press('U0LEE', 'approve-plan', number);
    expect(told('U0LEE')).toContain('somebody else must decide');
    await press('U0SAM', 'approve-plan', number);
    expect(told('U0SAM')).toContain('Only members');
    expect(lastMessage()).toContain('Waits for a second person');
    await press('U0KIM', 'approve-plan', number);
    expect(lastMessage()).toContain('Confirmed by Kim');
    expect(lastMessage()).not.toContain('<@U0KIM>');
    await press('U0KIM', 'decline-plan', number);
    expect(told('U0KIM')).toContain('변경된 것은 없습니다');
  });

  test('is listed with a menu, and ended from it or by its number', async () => {
    const first = await ask();
    const second = await ask();
    await sandbox().slack.command({ user: 'U0LEE', text: 'plan list' });
    const list = lastAnswer(sandbox().slack.ephemeral('U0LEE'));
    expect(JSON.stringify(list)).toContain(`#${first}`);
    await sandbox().slack.action({
      user: 'U0LEE',
      message_ts: list?.ts,
      action_id: 'plan-menu',
      value: `end-plan:${first}`,
    });
    await sandbox().slack.command({ user: 'U0KIM', text: `plan end #${second}` });
    expect(told('U0KIM')).toContain(`#${second}`);
    await sandbox().slack.command({ user: 'U0LEE', text: 'plan list' });
    expect(told('U0LEE')).not.toContain(`#${first}`);
    expect(JSON.stringify(sandbox().slack.messages('C0ALERTS'))).toContain('Withdrawn by');
  });

  test.each(['plan end', 'plan end nonsense', 'plan end 999', 'plan end 1e3', 'plan end -1'])(
    '"%s" is no plan, and that is said',
    async (text) => {
      await sandbox().slack.command({ user: 'U0LEE', text });
      expect(told('U0LEE')).toContain('There is no plan');
    },
  );
});

describe('a submission that is not what it seems', () => {
  test('is not taken from another person, of another version, or twice', async () => {
    const view = await open();
    expect(textAt(JSON.parse(view?.private_metadata ?? '{}'), 'by')).toBe('U0LEE');
    const before = sandbox().slack.messages('C0ALERTS').length;
    const forged = async (change: JsonObject) =>
      JSON.stringify(await forgedSubmission(sandbox(), { ...view, ...change }, 'U0LEE'));
    expect(await forged({ private_metadata: '{"by":"U0KIM"}' })).toContain('opened by somebody else');
    expect(await forged({ private_metadata: 'nonsense' })).toContain('opened by somebody else');
    expect(await forged({ callback_id: '__proto__' })).toContain('RootGuard was updated');
    expect(sandbox().slack.messages('C0ALERTS')).toHaveLength(before);
  });

  test('makes one plan when it is sent twice', async () => {
    const view = await open();
    const values = {
      account: { account: { selected_option: { value: '111122223333' } } },
      reason: { reason: { value: 'Once' } },
      expected: { expected: { selected_options: [{ value: 'root-call' }] } },
      from: { from: { selected_date_time: Math.floor(sandbox().clock.now() / 1000) } },
      lasts: { lasts: { selected_option: { value: '60' } } },
      approver: { approver: { selected_user: 'U0KIM' } },
    };
    const send = () => forgedSubmission(sandbox(), { ...view, state: { values } }, 'U0LEE');
    const first = JSON.stringify(await send());
    expect(first).toContain('You asked for plan');
    expect(JSON.stringify(await send())).toBe(first);
  });
});

test('the shortcut opens the same form', async () => {
  await sandbox().slack.shortcut({ user: 'U0KIM', callback_id: 'plan-root-use' });
  expect(topView('U0KIM')?.callback_id).toBe('plan');
  await sandbox().slack.shortcut({ user: 'U0SAM', callback_id: 'plan-root-use' });
  expect(JSON.stringify(topView('U0SAM'))).toContain('Only members');
  expect(at(topView('U0SAM'), 'submit')).toBeNull();
});
