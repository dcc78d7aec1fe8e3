import { createHmac } from 'node:crypto';
import { buttonRow, json, payloadOf, secret, section, startWorkspace } from './workspace.ts';

function signed({ headers, body }: { headers: Record<string, unknown>; body: string }): boolean {
  const timestamp = String(headers['x-slack-request-timestamp']);
  const digest = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return headers['x-slack-signature'] === `v0=${digest}`;
}

describe('a slash command', () => {
  test('arrives as the form that Slack sends, signed over its bytes, at sandbox time', async () => {
    const { slack, received, clock } = await startWorkspace();
    clock.advance(3_600_000);
    await slack.command({ user: 'U0KIM', text: 'ack RG-1 서울 & ~*' });
    const [request] = received;
    expect(request?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(request?.headers['user-agent']).toBe('Slackbot 1.0 (+https://api.slack.com/robots)');
    expect(request && signed(request)).toBe(true);
    const timestamp = Number(request?.headers['x-slack-request-timestamp']);
    expect(Math.abs(timestamp - clock.now() / 1_000)).toBeLessThan(5);
    expect(request?.body).toContain('text=ack+RG-1+%EC%84%9C%EC%9A%B8+%26+%7E%2A');
    expect([...new URLSearchParams(request?.body).keys()]).toEqual([
      'token',
      'team_id',
      'team_domain',
      'channel_id',
      'channel_name',
      'user_id',
      'user_name',
      'command',
      'text',
      'api_app_id',
      'is_enterprise_install',
      'response_url',
      'trigger_id',
    ]);
    expect(request?.body).not.toContain('locale');
  });

  test('may be typed with its name in front of the text', async () => {
    const { slack, received } = await startWorkspace();
    await slack.command({ user: 'U0KIM', text: '/rootguard status' });
    const form = new URLSearchParams(received[0]?.body);
    expect([form.get('command'), form.get('text')]).toEqual(['/rootguard', 'status']);
  });

  test('shows a text answer, a JSON answer and an in_channel answer where Slack shows them', async () => {
    const { slack, answer } = await startWorkspace();
    answer(() => ({ body: 'plain words' }));
    expect(await slack.command({ user: 'U0KIM', text: '' })).toMatchObject({
      status: 200,
      body: 'plain words',
    });
    answer(() => json({ blocks: [section('in blocks')] }));
    await slack.command({ user: 'U0KIM', text: '' });
    answer(() => json({ response_type: 'in_channel', text: 'for all' }));
    await slack.command({ user: 'U0KIM', text: '' });
    expect(slack.ephemeral('U0KIM').map(({ text, blocks }) => [text, blocks?.length])).toEqual([
      ['plain words', undefined],
      ['', 1],
    ]);
    expect(slack.messages().map(({ text }) => text)).toEqual(['for all']);
    expect(slack.ephemeral('U0LEE')).toEqual([]);
  });

  test('whose answer has blocks that Slack refuses is shown as a failure', async () => {
    const { slack, answer } = await startWorkspace();
    answer(() => json({ blocks: [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }] }));
    expect(await slack.command({ user: 'U0KIM', text: '' })).toMatchObject({
      error: 'dispatch_failed',
      status: 200,
    });
    expect(slack.ephemeral('U0KIM').at(-1)?.text).toContain('invalid_blocks');
  });

  test('that is not answered in time fails with operation_timeout, and Slackbot says so', async () => {
    const { slack, answer } = await startWorkspace({ ackDeadline: 60 });
    answer(() => undefined);
    expect(await slack.command({ user: 'U0KIM', text: '' })).toMatchObject({
      status: 0,
      error: 'operation_timeout',
    });
    expect(slack.ephemeral('U0KIM')).toMatchObject([
      { user: 'USLACKBOT', text: '/rootguard failed with the error "operation_timeout"' },
    ]);
  });

  test('has three real seconds', async () => {
    const { slack, answer } = await startWorkspace();
    answer(() => undefined);
    const { ms, error } = await slack.command({ user: 'U0KIM', text: '' });
    expect(error).toBe('operation_timeout');
    expect(ms).toBeGreaterThan(2_950);
    // Before the door's own limit of ten, however busy this machine is.
    expect(ms).toBeLessThan(9_000);
  });

  test.each([404, 500, 302])('answered with %i fails with dispatch_failed', async (status) => {
    const { slack, answer } = await startWorkspace();
    answer(() => ({ status }));
    expect(await slack.command({ user: 'U0KIM', text: '' })).toMatchObject({
      status,
      error: 'dispatch_failed',
    });
    expect(slack.ephemeral('U0KIM')[0]?.text).toContain('dispatch_failed');
  });

  test('to an app that is not there fails with dispatch_failed', async () => {
    const { slack } = await startWorkspace({ appUrl: () => 'http://127.0.0.1:1/slack/events' });
    expect(await slack.command({ user: 'U0KIM', text: '' })).toMatchObject({
      status: 0,
      error: 'dispatch_failed',
    });
  });

  test.each([
    [{ user: 'U0WHO', text: '' }, /no user "U0WHO".*U0KIM/],
    [{ user: 'U0LEE', channel: 'C0WHAT', text: '' }, /no channel "C0WHAT".*C0ALERTS/],
    [{ user: 'U0LEE', channel: 'C0SECRET', text: '' }, /cannot see C0SECRET.*setMember/],
    [{ user: 'U0KIM', channel: 'C0OLD', text: '' }, /archived.*setArchived/],
    [{ user: 'U0KIM', text: '', command: 'rootguard' }, /begins with "\/"/],
    [{ user: 'U0KIM', text: 5 as unknown as string }, /needs a "text"/],
  ])('that nobody could type is refused with cause and cure: %j', async (request, message) => {
    const { slack, received } = await startWorkspace();
    await expect(slack.command(request)).rejects.toThrow(message);
    expect(received).toEqual([]);
  });

  test('needs the commands scope', async () => {
    const { slack } = await startWorkspace({ scopes: ['chat:write'] });
    await expect(slack.command({ user: 'U0KIM', text: '' })).rejects.toThrow(/"commands" scope/);
  });
});

describe('an interaction', () => {
  test('arrives as payload=<json>, escaped as PHP does, with the message and without a locale', async () => {
    const { slack, client, received } = await startWorkspace();
    const { ts } = await client.chat.postMessage({
      channel: 'C0ALERTS',
      text: '루트 https://example.com',
      blocks: [buttonRow('acknowledge', 'RG-1')],
    });
    await slack.action({ user: 'U0LEE', action_id: 'acknowledge' });
    const [request] = received;
    expect(request && signed(request)).toBe(true);
    const raw = new URLSearchParams(request?.body).get('payload') ?? '';
    expect(raw).toContain('\\ub8e8\\ud2b8 https:\\/\\/example.com');
    expect(raw).not.toContain('locale');
    expect(payloadOf(request)).toMatchObject({
      type: 'block_actions',
      user: { id: 'U0LEE', name: 'lee', username: 'lee', team_id: 'T0ROOT' },
      api_app_id: 'A0GUARD',
      team: { id: 'T0ROOT', domain: 'root-guards' },
      container: { type: 'message', message_ts: ts, channel_id: 'C0ALERTS', is_ephemeral: false },
      channel: { id: 'C0ALERTS', name: 'aws-root' },
      message: { ts, bot_id: 'B0GUARD', app_id: 'A0GUARD', blocks: [{ type: 'actions' }] },
      state: { values: {} },
      actions: [{ type: 'button', action_id: 'acknowledge', value: 'RG-1', block_id: expect.any(String) }],
      response_url: expect.stringContaining('/actions/'),
      trigger_id: expect.any(String),
    });
  });

  test('with a button that a later edit took away is still possible: a screen may lag behind', async () => {
    const { slack, client, received } = await startWorkspace();
    const { ts = '' } = await client.chat.postMessage({
      channel: 'C0ALERTS',
      text: 'a',
      blocks: [buttonRow('acknowledge', '1')],
    });
    await client.chat.update({ channel: 'C0ALERTS', ts, text: 'done' });
    await slack.action({ user: 'U0LEE', action_id: 'acknowledge' });
    expect(payloadOf(received[0])).toMatchObject({ actions: [{ value: '1' }], message: { text: 'done' } });
  });

  test('chooses the option with the value, and the state remembers what was chosen', async () => {
    const { slack, client, received } = await startWorkspace();
    const option = (value: string) => ({ text: { type: 'plain_text' as const, text: value }, value });
    const options = [option('a'), option('b')];
    const elements = [
      { type: 'overflow' as const, action_id: 'more', options },
      { type: 'static_select' as const, action_id: 'pick', options },
    ];
    await client.chat.postMessage({
      channel: 'C0ALERTS',
      text: 'x',
      blocks: [{ type: 'actions', block_id: 'row', elements }],
    });
    await slack.action({ user: 'U0LEE', action_id: 'pick', value: 'b' });
    await slack.action({ user: 'U0LEE', action_id: 'more', value: 'a' });
    expect(payloadOf(received[1])).toMatchObject({
      actions: [{ type: 'overflow', selected_option: { value: 'a' } }],
      state: { values: { row: { pick: { type: 'static_select', selected_option: { value: 'b' } } } } },
    });
    await expect(slack.action({ user: 'U0LEE', action_id: 'more', value: 'z' })).rejects.toThrow(
      /Use one of: a, b/,
    );
    await expect(slack.action({ user: 'U0LEE', action_id: 'more' })).rejects.toThrow(/which option.*a, b/);
  });

  test('that nobody could make is refused with cause and cure', async () => {
    const { slack, client } = await startWorkspace();
    await client.chat.postMessage({
      channel: 'C0ALERTS',
      text: 'x',
      blocks: [buttonRow('acknowledge', '1')],
    });
    await expect(slack.action({ user: 'U0LEE', action_id: 'nope' })).rejects.toThrow(/There is: acknowledge/);
    await expect(slack.action({ user: 'U0LEE', action_id: 'acknowledge', value: '2' })).rejects.toThrow(
      /Use one of: 1/,
    );
    await expect(
      slack.action({ user: 'U0LEE', action_id: 'acknowledge', message_ts: '1.000001' }),
    ).rejects.toThrow(/no message "1.000001"/);
  });
});

describe('a shortcut', () => {
  test('arrives with its callback_id, on a message with the message', async () => {
    const { slack, client, received } = await startWorkspace();
    const { ts = '' } = await client.chat.postMessage({ channel: 'C0ALERTS', text: 'x' });
    await slack.shortcut({ user: 'U0LEE', callback_id: 'plan' });
    await slack.messageShortcut({ user: 'U0LEE', callback_id: 'note', message_ts: ts });
    expect(payloadOf(received[0])).toMatchObject({ type: 'shortcut', callback_id: 'plan' });
    expect(payloadOf(received[1])).toMatchObject({
      type: 'message_action',
      callback_id: 'note',
      message: { ts },
    });
  });
});

describe('an event', () => {
  test('is JSON as PHP writes it, and opening the home is one', async () => {
    const { slack, client, received } = await startWorkspace();
    await client.views.publish({ user_id: 'U0KIM', view: { type: 'home', blocks: [section('서울 a/b')] } });
    expect(await slack.openHome('U0KIM')).toMatchObject({ status: 200 });
    const [request] = received;
    expect(request?.headers['content-type']).toBe('application/json');
    expect(request && signed(request)).toBe(true);
    expect(request?.body).toContain('\\uc11c\\uc6b8 a\\/b');
    expect(JSON.parse(request?.body ?? '')).toMatchObject({
      type: 'event_callback',
      team_id: 'T0ROOT',
      api_app_id: 'A0GUARD',
      event: { type: 'app_home_opened', user: 'U0KIM', channel: 'D0KIM', tab: 'home' },
      event_id: expect.stringMatching(/^Ev/),
      event_time: expect.any(Number),
      authorizations: [{ team_id: 'T0ROOT', user_id: 'U0GUARD', is_bot: true }],
    });
  });

  test('that is refused comes again three times, with the same id, and then no more', async () => {
    const { slack, clock, received, answer } = await startWorkspace();
    answer(() => ({ status: 500 }));
    await slack.openHome('U0KIM');
    for (const [index, wait] of [1_000, 60_000, 300_000, 3_600_000].entries()) {
      clock.advance(wait);
      await until(() => received.length === Math.min(index + 2, 4));
    }
    expect(received.map(({ headers }) => headers['x-slack-retry-num'])).toEqual([undefined, '1', '2', '3']);
    expect(received[1]?.headers['x-slack-retry-reason']).toBe('http_error');
    expect(new Set(received.map(({ body }) => JSON.parse(body).event_id)).size).toBe(1);
  });

  test('comes no more once the app took it, or asked for no retry', async () => {
    const { slack, clock, received, answer } = await startWorkspace();
    await slack.openHome('U0KIM');
    answer(() => ({ status: 500, headers: { 'X-Slack-No-Retry': '1' } }));
    await slack.openHome('U0KIM');
    clock.advance(3_600_000);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(received).toHaveLength(2);
  });
});

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; !condition(); tries += 1) {
    if (tries > 200) throw new Error('It never happened.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  // A retry is planned after its answer; give the answer time to come back.
  await new Promise((resolve) => setTimeout(resolve, 20));
}
