import type { HomeView, ModalView } from '@slack/types';
import {
  buttonRow,
  json,
  modal,
  payloadOf,
  section,
  startWorkspace,
  type TestWorkspace,
} from './workspace.ts';

async function opened(workspace: TestWorkspace, view: ModalView = modal): Promise<string> {
  await workspace.slack.command({ user: 'U0KIM', text: '' });
  const trigger = new URLSearchParams(workspace.received.at(-1)?.body).get('trigger_id') ?? '';
  const { view: shown } = await workspace.client.views.open({ trigger_id: trigger, view });
  return shown?.id ?? '';
}

const withButton: ModalView = { ...modal, blocks: [...modal.blocks, buttonRow('more')] };
const plain = (text: string) => ({ type: 'plain_text' as const, text });

describe('a modal', () => {
  test('is described as Slack describes it', async () => {
    const workspace = await startWorkspace();
    const id = await opened(workspace);
    expect(workspace.slack.views('U0KIM')).toMatchObject([
      {
        id,
        type: 'modal',
        team_id: 'T0ROOT',
        app_id: 'A0GUARD',
        bot_id: 'B0GUARD',
        root_view_id: id,
        previous_view_id: null,
        hash: expect.stringMatching(/^\d+\.\w+$/),
        state: { values: { reason: { text: { type: 'plain_text_input', value: null } } } },
        private_metadata: '',
        callback_id: 'explain',
      },
    ]);
    expect(workspace.slack.views('U0LEE')).toEqual([]);
  });

  test('that Slack would refuse is refused with messages, and spends no trigger', async () => {
    const { slack, received, call } = await startWorkspace();
    await slack.command({ user: 'U0KIM', text: '' });
    const trigger = new URLSearchParams(received[0]?.body).get('trigger_id') ?? '';
    expect(
      await call('views.open', { trigger_id: trigger, view: { ...modal, title: plain('x'.repeat(25)) } }),
    ).toMatchObject({
      error: 'invalid_arguments',
      response_metadata: {
        messages: ['[ERROR] must be less than 25 characters [json-pointer:/view/title/text]'],
      },
    });
    const text = { type: 'mrkdwn', text: 'x'.repeat(3_000) };
    const fields = Array.from({ length: 10 }, () => ({ type: 'mrkdwn', text: 'x'.repeat(2_000) }));
    const huge = { ...modal, blocks: Array.from({ length: 100 }, () => ({ type: 'section', text, fields })) };
    const big = { ...huge, submit: plain('Save') };
    expect(await call('views.open', { trigger_id: trigger, view: big })).toMatchObject({
      error: 'view_too_large',
    });
    expect(
      await call('views.open', { trigger_id: trigger, view: { type: 'home', blocks: [] } }),
    ).toMatchObject({ error: 'invalid_arguments' });
    expect(await call('views.open', { trigger_id: trigger, view: modal })).toMatchObject({ ok: true });
  });

  test('is replaced by views.update, keeps what was typed, and its hash tells of a race', async () => {
    const workspace = await startWorkspace();
    const id = await opened(workspace, { ...modal, external_id: 'x1' });
    const hash = workspace.slack.views('U0KIM')[0]?.hash ?? '';
    workspace.answer(() => json({ response_action: 'errors', errors: { reason: 'Longer, please.' } }));
    await workspace.slack.submit({ user: 'U0KIM', view_id: id, values: { text: 'abc' } });
    expect(await workspace.call('views.update', { view_id: id, hash, view: withButton })).toMatchObject({
      ok: true,
    });
    expect(workspace.slack.views('U0KIM')[0]).toMatchObject({
      blocks: [{ type: 'input' }, { type: 'actions' }],
      state: { values: { reason: { text: { value: 'abc' } } } },
    });
    expect(await workspace.call('views.update', { view_id: id, hash, view: modal })).toMatchObject({
      error: 'hash_conflict',
    });
    expect(await workspace.call('views.update', { view_id: 'V0WHAT', view: modal })).toMatchObject({
      error: 'not_found',
    });
    expect(await workspace.call('views.update', { view: modal })).toMatchObject({
      error: 'invalid_arguments',
    });
  });

  test('is found by its external_id, which is there only once', async () => {
    const workspace = await startWorkspace();
    await opened(workspace, { ...modal, external_id: 'x1' });
    expect(
      await workspace.call('views.update', { external_id: 'x1', view: { ...modal, external_id: 'x1' } }),
    ).toMatchObject({ ok: true });
    await workspace.slack.command({ user: 'U0LEE', text: '' });
    const trigger = new URLSearchParams(workspace.received.at(-1)?.body).get('trigger_id') ?? '';
    const again = { trigger_id: trigger, view: { ...modal, external_id: 'x1' } };
    expect(await workspace.call('views.open', again)).toMatchObject({ error: 'duplicate_external_id' });
  });

  test('takes two more on top, from clicks inside it', async () => {
    const workspace = await startWorkspace();
    const { slack, received, call } = workspace;
    const root = await opened(workspace, withButton);
    const push = async () => {
      const top = slack.views('U0KIM').at(-1)?.id ?? '';
      await slack.action({ user: 'U0KIM', view_id: top, action_id: 'more' });
      return call('views.push', { trigger_id: payloadOf(received.at(-1)).trigger_id, view: withButton });
    };
    expect(await push()).toMatchObject({ ok: true, view: { root_view_id: root, previous_view_id: root } });
    expect(await push()).toMatchObject({ ok: true });
    expect(slack.views('U0KIM')).toHaveLength(3);
    expect(await push()).toMatchObject({ error: 'push_limit_reached' });
    await slack.command({ user: 'U0KIM', text: '' });
    const outside = new URLSearchParams(received.at(-1)?.body).get('trigger_id');
    expect(await call('views.push', { trigger_id: outside, view: modal })).toMatchObject({
      error: 'not_found',
    });
  });
});

describe('submitting', () => {
  test('sends what was typed, and an empty answer closes the modal', async () => {
    const workspace = await startWorkspace();
    const id = await opened(workspace);
    await workspace.slack.submit({ user: 'U0KIM', view_id: id, values: { reason: { text: '세금 신고' } } });
    expect(payloadOf(workspace.received.at(-1))).toMatchObject({
      type: 'view_submission',
      user: { id: 'U0KIM' },
      view: {
        id,
        callback_id: 'explain',
        state: { values: { reason: { text: { type: 'plain_text_input', value: '세금 신고' } } } },
      },
      response_urls: [],
    });
    expect(workspace.slack.views('U0KIM')).toEqual([]);
  });

  test.each([
    ['clear', { response_action: 'clear' }, []],
    ['update', { response_action: 'update', view: { ...modal, title: plain('New') } }, ['New']],
    ['push', { response_action: 'push', view: { ...modal, title: plain('Next') } }, ['Explain', 'Next']],
  ])('the answer %s is honoured', async (_name, answer, titles) => {
    const workspace = await startWorkspace();
    const id = await opened(workspace);
    workspace.answer(() => json(answer));
    await workspace.slack.submit({ user: 'U0KIM', view_id: id, values: { text: 'x' } });
    expect(workspace.slack.views('U0KIM').map(({ title }) => title?.text)).toEqual(titles);
  });

  test('errors stay at the inputs, until the next try', async () => {
    const workspace = await startWorkspace();
    const id = await opened(workspace);
    workspace.answer(() => json({ response_action: 'errors', errors: { reason: 'Say more.' } }));
    expect(
      await workspace.slack.submit({ user: 'U0KIM', view_id: id, values: { text: 'x' } }),
    ).not.toHaveProperty('error');
    expect(workspace.slack.views('U0KIM')).toMatchObject([{ errors: { reason: 'Say more.' } }]);
    workspace.answer(() => ({}));
    await workspace.slack.submit({ user: 'U0KIM', view_id: id });
    expect(payloadOf(workspace.received.at(-1)).view).not.toHaveProperty('errors');
    expect(workspace.slack.views('U0KIM')).toEqual([]);
  });

  test.each([
    ['errors at no input', json({ response_action: 'errors', errors: { nowhere: 'x' } })],
    ['an unknown response_action', json({ response_action: 'explode' })],
    ['a view that is refused', json({ response_action: 'update', view: { type: 'modal', blocks: [] } })],
    ['words', { body: 'ok' }],
  ])('an answer with %s is a failure, and the modal stays', async (_name, answer) => {
    const workspace = await startWorkspace();
    const id = await opened(workspace);
    workspace.answer(() => answer);
    expect(await workspace.slack.submit({ user: 'U0KIM', view_id: id, values: { text: 'x' } })).toMatchObject(
      { error: 'dispatch_failed' },
    );
    expect(workspace.slack.views('U0KIM')).toHaveLength(1);
    expect(workspace.slack.ephemeral('U0KIM').at(-1)).toMatchObject({ user: 'USLACKBOT' });
  });

  test('what the client would not send is refused with cause and cure', async () => {
    const workspace = await startWorkspace();
    const id = await opened(workspace);
    const submit = (values: Record<string, unknown>, user = 'U0KIM') =>
      workspace.slack.submit({ user, view_id: id, values });
    await expect(submit({})).rejects.toThrow(/"text" is empty/);
    await expect(submit({ text: 'x'.repeat(21) })).rejects.toThrow(/at most 20/);
    await expect(submit({ nope: 'x' })).rejects.toThrow(/It has \(block_id: action_id\): reason: text/);
    await expect(submit({ reason: { nope: 'x' } })).rejects.toThrow(/reason: text/);
    await expect(submit({ text: 'x' }, 'U0LEE')).rejects.toThrow(/not the modal on top of U0LEE/);
    await expect(
      workspace.slack.action({ user: 'U0KIM', view_id: id, action_id: 'text', value: 'x' }),
    ).rejects.toThrow(/Call submit/);
  });

  test('every kind of input takes its value and tells it under its own name', async () => {
    const workspace = await startWorkspace();
    const options = ['a', 'b'].map((value) => ({ text: plain(value), value }));
    const elements = [
      { type: 'static_select', action_id: 'select', options },
      { type: 'checkboxes', action_id: 'checks', options, initial_options: options.slice(0, 1) },
      { type: 'users_select', action_id: 'user', initial_user: 'U0LEE' },
      { type: 'datepicker', action_id: 'date' },
      { type: 'timepicker', action_id: 'time' },
      { type: 'number_input', action_id: 'number', is_decimal_allowed: false },
    ];
    const blocks = elements.map((element) => ({
      type: 'input',
      block_id: element.action_id,
      label: plain('L'),
      element,
    }));
    const id = await opened(workspace, { ...modal, blocks } as ModalView);
    const values = { select: 'b', date: '2026-11-24', time: '13:05', number: 3 };
    await workspace.slack.submit({ user: 'U0KIM', view_id: id, values });
    expect(payloadOf(workspace.received.at(-1))).toMatchObject({
      view: {
        state: {
          values: {
            select: { select: { type: 'static_select', selected_option: { value: 'b' } } },
            checks: { checks: { selected_options: [{ value: 'a' }] } },
            user: { user: { selected_user: 'U0LEE' } },
            date: { date: { selected_date: '2026-11-24' } },
            time: { time: { selected_time: '13:05' } },
            number: { number: { value: '3' } },
          },
        },
      },
    });
  });

  test('closing tells the app only if it asked for that', async () => {
    const workspace = await startWorkspace();
    const silent = await opened(workspace);
    expect(await workspace.slack.closeView({ user: 'U0KIM', view_id: silent })).toBeUndefined();
    const told = await opened(workspace, { ...modal, notify_on_close: true });
    expect(await workspace.slack.closeView({ user: 'U0KIM', view_id: told })).toMatchObject({ status: 200 });
    expect(payloadOf(workspace.received.at(-1))).toMatchObject({
      type: 'view_closed',
      is_cleared: false,
      view: { id: told },
    });
    expect(workspace.slack.views('U0KIM')).toEqual([]);
  });
});

describe('a home', () => {
  const home: HomeView = { type: 'home', blocks: [section('board'), buttonRow('refresh')] };

  test('is published to one person and replaced under the same id', async () => {
    const { slack, client } = await startWorkspace();
    const first = await client.views.publish({ user_id: 'U0KIM', view: home });
    const second = await client.views.publish({ user_id: 'U0KIM', view: home, hash: first.view?.hash ?? '' });
    expect(second.view?.id).toBe(first.view?.id);
    expect(slack.home('U0KIM')).toMatchObject({
      type: 'home',
      blocks: [{ type: 'section' }, { type: 'actions' }],
    });
    expect(slack.home('U0LEE')).toBeUndefined();
    await expect(client.views.publish({ user_id: 'U0KIM', view: home, hash: '1.old' })).rejects.toMatchObject(
      {
        data: { error: 'hash_conflict' },
      },
    );
  });

  test('has buttons, whose payload has the view and no channel', async () => {
    const { slack, client, received } = await startWorkspace();
    const { view } = await client.views.publish({ user_id: 'U0KIM', view: home });
    await slack.action({ user: 'U0KIM', view_id: view?.id ?? '', action_id: 'refresh' });
    const payload = payloadOf(received[0]);
    expect(payload).toMatchObject({ container: { type: 'view', view_id: view?.id }, view: { type: 'home' } });
    expect(payload).not.toHaveProperty('channel');
    expect(payload).not.toHaveProperty('response_url');
  });
});
