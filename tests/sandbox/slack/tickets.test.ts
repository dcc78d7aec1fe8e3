import {
  buttonRow,
  json,
  modal,
  payloadOf,
  section,
  startWorkspace,
  type TestWorkspace,
} from './workspace.ts';

async function trigger({
  slack,
  received,
}: TestWorkspace): Promise<{ triggerId: string; responseUrl: string }> {
  await slack.command({ user: 'U0KIM', text: '' });
  const form = new URLSearchParams(received.at(-1)?.body);
  return { triggerId: form.get('trigger_id') ?? '', responseUrl: form.get('response_url') ?? '' };
}

async function respond(url: string, body: unknown): Promise<{ status: number; body: unknown }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

describe('a trigger_id', () => {
  test('opens one modal', async () => {
    const workspace = await startWorkspace();
    const { triggerId } = await trigger(workspace);
    expect(await workspace.call('views.open', { trigger_id: triggerId, view: modal })).toMatchObject({
      ok: true,
    });
    expect(await workspace.call('views.open', { trigger_id: triggerId, view: modal })).toMatchObject({
      error: 'exchanged_trigger_id',
    });
  });

  test('is good for three seconds', async () => {
    const workspace = await startWorkspace();
    const { triggerId } = await trigger(workspace);
    workspace.clock.advance(3_001);
    expect(await workspace.call('views.open', { trigger_id: triggerId, view: modal })).toMatchObject({
      error: 'expired_trigger_id',
    });
  });

  test('cannot be made up', async () => {
    const { call } = await startWorkspace();
    expect(await call('views.open', { trigger_id: '1.2.3', view: modal })).toMatchObject({
      error: 'invalid_trigger_id',
    });
  });
});

describe("a slash command's response_url", () => {
  test('adds messages and never replaces the first answer', async () => {
    const workspace = await startWorkspace();
    workspace.answer(() => ({ body: 'Checking…' }));
    const { responseUrl } = await trigger(workspace);
    expect(responseUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/commands\//);
    expect(await respond(responseUrl, { replace_original: true, text: 'Done.' })).toMatchObject({
      status: 200,
    });
    expect(workspace.slack.ephemeral('U0KIM').map(({ text }) => text)).toEqual(['Checking…', 'Done.']);
  });

  test('answers everybody when asked to, also where the bot is not', async () => {
    const { slack, received } = await startWorkspace();
    await slack.command({ user: 'U0KIM', channel: 'C0SECRET', text: '' });
    const url = new URLSearchParams(received[0]?.body).get('response_url') ?? '';
    await respond(url, { response_type: 'in_channel', text: 'for all' });
    expect(slack.messages('C0SECRET')).toMatchObject([{ text: 'for all', bot_id: 'B0GUARD' }]);
  });

  test('works five times', async () => {
    const workspace = await startWorkspace();
    const { responseUrl } = await trigger(workspace);
    for (let use = 0; use < 5; use += 1) expect((await respond(responseUrl, { text: 'x' })).status).toBe(200);
    expect(await respond(responseUrl, { text: 'x' })).toEqual({
      status: 404,
      body: { ok: false, error: 'used_url' },
    });
    expect(workspace.slack.ephemeral('U0KIM')).toHaveLength(5);
  });

  test('works for thirty minutes', async () => {
    const workspace = await startWorkspace();
    const { responseUrl } = await trigger(workspace);
    workspace.clock.advance(30 * 60_000 - 1_000);
    expect((await respond(responseUrl, { text: 'x' })).status).toBe(200);
    workspace.clock.advance(2_000);
    expect(await respond(responseUrl, { text: 'x' })).toMatchObject({
      status: 404,
      body: { error: 'expired_url' },
    });
  });

  test('refuses what Slack refuses, and a refusal costs no use', async () => {
    const workspace = await startWorkspace();
    const { responseUrl } = await trigger(workspace);
    const bad = [{ blocks: [{ type: 'section' }] }, {}, { text: 'x', response_type: 'loud' }, 'text'];
    const errors = await Promise.all(bad.map((body) => respond(responseUrl, body)));
    expect(errors.map(({ status, body }) => [status, (body as { error: string }).error])).toEqual([
      [400, 'invalid_blocks'],
      [400, 'no_text'],
      [400, 'invalid_response_type'],
      [400, 'invalid_payload'],
    ]);
    for (let use = 0; use < 5; use += 1) expect((await respond(responseUrl, { text: 'x' })).status).toBe(200);
    expect((await respond(responseUrl.replace(/.{8}$/, '00000000'), { text: 'x' })).status).toBe(404);
  });

  test('takes blocks that chat.postMessage would find too long together', async () => {
    const workspace = await startWorkspace();
    const { responseUrl } = await trigger(workspace);
    const blocks = [1, 2, 3, 4, 5].map(() => section('x'.repeat(2_900)));
    expect((await respond(responseUrl, { blocks })).status).toBe(200);
  });
});

describe("an action's response_url", () => {
  async function pressed() {
    const workspace = await startWorkspace();
    await workspace.client.chat.postMessage({ channel: 'C0ALERTS', text: 'card', blocks: [buttonRow('go')] });
    await workspace.slack.action({ user: 'U0KIM', action_id: 'go' });
    return { ...workspace, url: String(payloadOf(workspace.received[0]).response_url) };
  }

  test('replaces the message', async () => {
    const { slack, url } = await pressed();
    await respond(url, { replace_original: true, text: 'done' });
    expect(slack.messages()).toMatchObject([{ text: 'done' }]);
    expect(slack.messages()[0]).not.toHaveProperty('blocks');
  });

  test('deletes the message', async () => {
    const { slack, url } = await pressed();
    await respond(url, { delete_original: true });
    expect(slack.messages()).toEqual([]);
  });

  test('answers only the person otherwise', async () => {
    const { slack, url } = await pressed();
    await respond(url, { text: 'only you' });
    expect(slack.messages()).toMatchObject([{ text: 'card' }]);
    expect(slack.ephemeral('U0KIM')).toMatchObject([{ text: 'only you' }]);
  });

  test('is the only way to change an ephemeral message, whose payload has no message', async () => {
    const { slack, answer, received } = await startWorkspace();
    answer(() => json({ blocks: [buttonRow('again')] }));
    await slack.command({ user: 'U0KIM', text: '' });
    await slack.action({ user: 'U0KIM', action_id: 'again' });
    const payload = payloadOf(received[1]);
    expect(payload).toMatchObject({ container: { is_ephemeral: true } });
    expect(payload).not.toHaveProperty('message');
    await respond(String(payload.response_url), { replace_original: true, text: 'new' });
    expect(slack.ephemeral('U0KIM').map(({ text }) => text)).toEqual(['new']);
  });
});
