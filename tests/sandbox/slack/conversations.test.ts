import { startWorkspace, type TestWorkspace } from './workspace.ts';

const metadata = { event_type: 'incident', event_payload: { id: 'RG-1' } };

async function withMessages(count: number): Promise<TestWorkspace & { stamps: string[] }> {
  const workspace = await startWorkspace();
  const stamps: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const { ts = '' } = await workspace.client.chat.postMessage({
      channel: 'C0ALERTS',
      text: `m${index}`,
      metadata,
    });
    stamps.push(ts);
    workspace.clock.advance(1_000);
  }
  return { ...workspace, stamps };
}

const texts = (page: { messages?: { text?: string }[] }) => page.messages?.map(({ text }) => text);

describe('the history of a channel', () => {
  test('is newest first, and has metadata only when asked', async () => {
    const { client } = await withMessages(2);
    const plain = await client.conversations.history({ channel: 'C0ALERTS' });
    expect(texts(plain)).toEqual(['m1', 'm0']);
    expect(plain.messages?.[0]).not.toHaveProperty('metadata');
    expect(plain.messages?.[0]).not.toHaveProperty('channel');
    const full = await client.conversations.history({ channel: 'C0ALERTS', include_all_metadata: true });
    expect(full.messages?.[0]?.metadata).toEqual(metadata);
  });

  test('is cut by oldest and latest, which count themselves only when inclusive', async () => {
    const { client, stamps } = await withMessages(3);
    const [oldest = '', , latest = ''] = stamps;
    const range = { channel: 'C0ALERTS', oldest, latest };
    expect(texts(await client.conversations.history(range))).toEqual(['m1']);
    expect(texts(await client.conversations.history({ ...range, inclusive: true }))).toEqual([
      'm2',
      'm1',
      'm0',
    ]);
  });

  test('comes in pages', async () => {
    const { client } = await withMessages(3);
    const first = await client.conversations.history({ channel: 'C0ALERTS', limit: 2 });
    expect(first.has_more).toBe(true);
    const cursor = first.response_metadata?.next_cursor ?? '';
    const second = await client.conversations.history({ channel: 'C0ALERTS', limit: 2, cursor });
    expect([texts(first), texts(second), second.has_more]).toEqual([['m2', 'm1'], ['m0'], false]);
  });

  test.each([
    [{ cursor: 'nonsense' }, 'invalid_cursor'],
    [{ limit: 'many' }, 'invalid_limit'],
    [{ limit: '1000' }, 'invalid_limit'],
    [{ oldest: 'yesterday' }, 'invalid_ts_oldest'],
    [{ latest: 'now' }, 'invalid_ts_latest'],
    [{ channel: 'C0OPEN' }, 'not_in_channel'],
    [{ channel: 'C0SECRET' }, 'channel_not_found'],
  ])('%j is refused with %s', async (args, error) => {
    const { call } = await startWorkspace();
    expect(await call('conversations.history', { channel: 'C0ALERTS', ...args })).toMatchObject({ error });
  });

  test('has no replies; conversations.replies has them, after their parent', async () => {
    const { client, call, stamps } = await withMessages(1);
    const [ts = ''] = stamps;
    await client.chat.postMessage({ channel: 'C0ALERTS', text: 'r0', thread_ts: ts });
    await client.chat.postMessage({ channel: 'C0ALERTS', text: 'r1', thread_ts: ts });
    expect(texts(await client.conversations.history({ channel: 'C0ALERTS' }))).toEqual(['m0']);
    expect(texts(await client.conversations.replies({ channel: 'C0ALERTS', ts }))).toEqual([
      'm0',
      'r0',
      'r1',
    ]);
    expect(await call('conversations.replies', { channel: 'C0ALERTS', ts: '1.1' })).toMatchObject({
      error: 'thread_not_found',
    });
  });
});

test('conversations.info tells what the bot may know', async () => {
  const { client, call, slack } = await startWorkspace();
  expect(
    (await client.conversations.info({ channel: 'C0OPEN', include_num_members: true })).channel,
  ).toMatchObject({
    id: 'C0OPEN',
    name: 'open',
    is_channel: true,
    is_member: false,
    is_archived: false,
    num_members: 1,
  });
  expect(await call('conversations.info', { channel: 'C0SECRET' })).toMatchObject({
    error: 'channel_not_found',
  });
  slack.setMember('C0SECRET', 'U0GUARD', true);
  expect(await call('conversations.info', { channel: 'C0SECRET' })).toMatchObject({
    channel: { is_private: true },
  });
});

test('conversations.open opens a direct message once', async () => {
  const { call } = await startWorkspace();
  expect(await call('conversations.open', { users: 'U0KIM' })).toEqual({
    ok: true,
    channel: { id: 'D0KIM' },
  });
  expect(await call('conversations.open', { users: 'U0KIM' })).toMatchObject({
    already_open: true,
    no_op: true,
  });
  expect(await call('conversations.open', { users: 'U0WHO' })).toMatchObject({ error: 'user_not_found' });
  expect(await call('conversations.open', {})).toMatchObject({ error: 'users_list_not_supplied' });
});
