import { buttonRow, section, startWorkspace } from './workspace.ts';

const post = { channel: 'C0ALERTS', text: 'hello' };

describe('who may call', () => {
  test('a call without a token, with a wrong one or a revoked one is refused', async () => {
    const { slack, call } = await startWorkspace();
    const bare = await fetch(`${slack.apiUrl}auth.test`, { method: 'POST' });
    expect(await bare.json()).toMatchObject({ ok: false, error: 'not_authed' });
    expect(await call('auth.test', {}, 'xoxb-wrong')).toMatchObject({ error: 'invalid_auth' });
    expect(await call('auth.test', {}, 'xapp-1-local')).toMatchObject({ error: 'not_allowed_token_type' });
    slack.revokeToken(true);
    expect(await call('auth.test')).toMatchObject({ error: 'account_inactive' });
    slack.revokeToken(false);
    expect(await call('auth.test')).toMatchObject({
      ok: true,
      bot_id: 'B0GUARD',
      user_id: 'U0GUARD',
      team_id: 'T0ROOT',
    });
  });

  test('a token in the form counts, a token in a JSON body does not', async () => {
    const { slack } = await startWorkspace();
    const form = await fetch(`${slack.apiUrl}auth.test`, {
      method: 'POST',
      body: new URLSearchParams({ token: 'xoxb-111-222-local' }),
    });
    expect(await form.json()).toMatchObject({ ok: true });
    const json = await postJson(`${slack.apiUrl}auth.test`, { token: 'xoxb-111-222-local' });
    expect(json).toMatchObject({ error: 'not_authed' });
  });

  test('a missing scope is named, with what the token has', async () => {
    const { call } = await startWorkspace({ scopes: ['commands', 'channels:history'] });
    expect(await call('chat.postMessage', post)).toMatchObject({
      error: 'missing_scope',
      needed: 'chat:write',
      provided: 'commands,channels:history',
    });
    expect(await call('conversations.history', { channel: 'C0ALERTS' })).toMatchObject({ ok: true });
    expect(await call('users.info', { user: 'U0KIM' })).toMatchObject({ needed: 'users:read' });
  });

  test('the kind of conversation decides which history scope is needed', async () => {
    const { call, slack } = await startWorkspace({ scopes: ['channels:history'] });
    slack.setMember('C0SECRET', 'U0GUARD', true);
    expect(await call('conversations.history', { channel: 'C0SECRET' })).toMatchObject({
      needed: 'groups:history',
    });
  });

  test('an unknown method is unknown, and another path is not found', async () => {
    const { call, slack } = await startWorkspace();
    expect(await call('chat.shout')).toMatchObject({ ok: false, error: 'unknown_method' });
    expect(await call('constructor')).toMatchObject({ error: 'unknown_method' });
    expect((await fetch(slack.apiUrl.replace('/api/', '/other'))).status).toBe(404);
  });

  test('the log has the calls and their errors, and no token', async () => {
    const { call, slack } = await startWorkspace();
    await call('chat.postMessage', post);
    await call('chat.postMessage', { ...post, channel: 'C0WHAT' });
    expect(slack.calls).toMatchObject([
      { method: 'chat.postMessage', ok: true },
      { method: 'chat.postMessage', ok: false, error: 'channel_not_found' },
    ]);
    expect(JSON.stringify(slack.calls)).not.toContain('xoxb');
  });
});

describe('how arguments come', () => {
  test('JSON is taken where Slack takes it, and seen by no form-only method', async () => {
    const { slack } = await startWorkspace();
    const sent = await postJson(`${slack.apiUrl}chat.postMessage`, { ...post, blocks: [section('x')] }, true);
    expect(sent).toMatchObject({ ok: true, message: { blocks: [{ type: 'section' }] } });
    const lost = await postJson(`${slack.apiUrl}users.info`, { user: 'U0KIM' }, true);
    expect(lost).toMatchObject({
      error: 'invalid_arguments',
      response_metadata: { messages: ['[ERROR] missing required field: user [json-pointer:/user]'] },
    });
  });

  test('broken JSON, a broken structure and a foreign content type are refused', async () => {
    const { slack, call } = await startWorkspace();
    expect(await postRaw(`${slack.apiUrl}chat.postMessage`, '{', 'application/json')).toMatchObject({
      error: 'invalid_json',
    });
    expect(await postRaw(`${slack.apiUrl}chat.postMessage`, 'x', 'text/plain')).toMatchObject({
      error: 'invalid_post_type',
    });
    expect(await call('chat.postMessage', { ...post, blocks: '[' })).toMatchObject({
      error: 'invalid_blocks_format',
    });
    expect(await call('chat.postMessage', { ...post, metadata: '{' })).toMatchObject({
      error: 'invalid_metadata_format',
    });
  });
});

describe('people', () => {
  test('users.info tells the locale only when asked', async () => {
    const { client, call } = await startWorkspace();
    expect((await client.users.info({ user: 'U0KIM', include_locale: true })).user).toMatchObject({
      locale: 'ko-KR',
      is_admin: true,
      tz: 'Asia/Seoul',
      tz_offset: 32_400,
    });
    expect((await client.users.info({ user: 'U0LEE' })).user).not.toHaveProperty('locale');
    expect(await call('users.info', { user: 'U0WHO' })).toMatchObject({ error: 'user_not_found' });
  });

  test('usergroups.users.list gives the members', async () => {
    const { client, call } = await startWorkspace();
    expect((await client.usergroups.users.list({ usergroup: 'S0ONCALL' })).users).toEqual(['U0LEE']);
    expect(await call('usergroups.users.list', { usergroup: 'S0WHAT' })).toMatchObject({
      error: 'no_such_subteam',
    });
  });

  test('api.test gives back what it got', async () => {
    const { call } = await startWorkspace();
    expect(await call('api.test', { foo: 'bar' })).toMatchObject({ ok: true, args: { foo: 'bar' } });
    expect(await call('api.test', { error: 'my_error' })).toMatchObject({ ok: false, error: 'my_error' });
  });
});

test('blocks.validate says what is wrong, as pointer and constraint', async () => {
  const { call } = await startWorkspace();
  expect(await call('blocks.validate', { blocks: [buttonRow('a')] })).toMatchObject({ ok: true });
  expect(
    await call('blocks.validate', { blocks: [{ type: 'section', text: { type: 'plain', text: 'x' } }] }),
  ).toMatchObject({
    ok: false,
    error: 'invalid_blocks',
    errors: [
      {
        code: 'failed_constraint',
        pointer: '/0/text/type',
        constraint: { type: 'enum', expected: ['plain_text', 'mrkdwn'] },
      },
    ],
  });
  expect(await call('blocks.validate', { view: { type: 'home' } })).toMatchObject({ error: 'invalid_view' });
  expect(await call('blocks.validate', {})).toMatchObject({ error: 'invalid_arguments' });
});

async function postJson(url: string, body: object, authorized = false): Promise<unknown> {
  return postRaw(url, JSON.stringify(body), 'application/json', authorized);
}

async function postRaw(url: string, body: string, type: string, authorized = true): Promise<unknown> {
  const headers = { 'Content-Type': type, ...(authorized && { Authorization: 'Bearer xoxb-111-222-local' }) };
  return (await fetch(url, { method: 'POST', headers, body })).json();
}
