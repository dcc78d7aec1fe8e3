import { section, startWorkspace } from './workspace.ts';

const long = (length: number) => 'x'.repeat(length);
const metadata = { event_type: 'incident', event_payload: { id: 'RG-1' } };

describe('posting', () => {
  test('gives a message its timestamp, its author and ids for its blocks', async () => {
    const { client, slack } = await startWorkspace();
    const first = await client.chat.postMessage({
      channel: 'C0ALERTS',
      text: 'a &amp; <b>',
      blocks: [section('x')],
    });
    const second = await client.chat.postMessage({ channel: 'C0ALERTS', text: 'b' });
    expect(first.ts).toMatch(/^\d{10}\.\d{6}$/);
    expect(Number(second.ts?.replace('.', ''))).toBeGreaterThan(Number(first.ts?.replace('.', '')));
    expect(slack.messages()).toMatchObject([
      {
        type: 'message',
        ts: first.ts,
        channel: 'C0ALERTS',
        text: 'a &amp; <b>',
        user: 'U0GUARD',
        bot_id: 'B0GUARD',
        app_id: 'A0GUARD',
        team: 'T0ROOT',
        blocks: [{ type: 'section', block_id: expect.stringMatching(/.+/) }],
      },
      { text: 'b' },
    ]);
  });

  test('timestamps rise even within the same moment', async () => {
    const { client, slack } = await startWorkspace();
    await Promise.all(
      ['1', '2', '3', '4', '5'].map((text) => client.chat.postMessage({ channel: 'C0ALERTS', text })),
    );
    const stamps = slack.messages().map(({ ts }) => ts);
    expect(new Set(stamps).size).toBe(5);
    expect(stamps).toEqual([...stamps].sort());
  });

  test.each([
    [{ channel: 'C0WHAT', text: 'x' }, 'channel_not_found'],
    [{ channel: 'C0SECRET', text: 'x' }, 'channel_not_found'],
    [{ channel: 'C0OLD', text: 'x' }, 'is_archived'],
    [{ channel: 'C0ALERTS' }, 'no_text'],
    [{ channel: 'C0ALERTS', text: '', blocks: [] }, 'no_text'],
    [{ channel: 'C0ALERTS', text: 'x', thread_ts: '1.000001' }, 'thread_not_found'],
    [{ channel: 'C0ALERTS', text: 'x', thread_ts: 'yesterday' }, 'invalid_thread_ts'],
    [{ channel: 'C0ALERTS', text: 'x', blocks: [{ type: 'section' }] }, 'invalid_blocks'],
    [{ channel: 'C0ALERTS', text: 'x', blocks: { type: 'section' } }, 'invalid_blocks_format'],
    [{ channel: 'C0ALERTS', text: 'x', metadata: { event_type: 'x' } }, 'invalid_metadata_format'],
    [
      { channel: 'C0ALERTS', text: 'x', metadata: { ...metadata, event_payload: { a: { b: { c: 1 } } } } },
      'invalid_metadata_format',
    ],
    [
      { channel: 'C0ALERTS', text: 'x', metadata: { ...metadata, event_payload: { a: long(3_000) } } },
      'metadata_too_large',
    ],
    [
      { channel: 'C0ALERTS', text: 'x', blocks: [1, 2, 3, 4, 5].map(() => section(long(2_900))) },
      'msg_blocks_too_long',
    ],
    [{ text: 'x' }, 'invalid_arguments'],
  ])('%j is refused with %s', async (args, error) => {
    const { call, slack } = await startWorkspace();
    expect(await call('chat.postMessage', args)).toMatchObject({ ok: false, error });
    expect(slack.messages()).toEqual([]);
  });

  test("a refusal of blocks carries Slack's messages", async () => {
    const { call } = await startWorkspace();
    const args = {
      channel: 'C0ALERTS',
      text: 'x',
      blocks: [{ type: 'section', text: { type: 'mrkdwn', text: '' } }],
    };
    expect(await call('chat.postMessage', args)).toMatchObject({
      errors: [
        'failed to match all allowed schemas [json-pointer:/blocks/0/text]',
        'must be more than 0 characters [json-pointer:/blocks/0/text/text]',
      ],
      response_metadata: {
        messages: [
          '[ERROR] failed to match all allowed schemas [json-pointer:/blocks/0/text]',
          '[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]',
        ],
      },
    });
  });

  test('a public channel that the bot is not in takes a message only with chat:write.public', async () => {
    const open = await startWorkspace();
    expect(await open.call('chat.postMessage', { channel: 'C0OPEN', text: 'x' })).toMatchObject({ ok: true });
    const narrow = await startWorkspace({ scopes: ['chat:write'] });
    expect(await narrow.call('chat.postMessage', { channel: 'C0OPEN', text: 'x' })).toMatchObject({
      error: 'not_in_channel',
    });
    narrow.slack.setMember('C0OPEN', 'U0GUARD', true);
    expect(await narrow.call('chat.postMessage', { channel: 'C0OPEN', text: 'x' })).toMatchObject({
      ok: true,
    });
    narrow.slack.setArchived('C0OPEN', true);
    expect(await narrow.call('chat.postMessage', { channel: 'C0OPEN', text: 'x' })).toMatchObject({
      error: 'is_archived',
    });
  });

  test('a person is reached by their id', async () => {
    const { client, slack } = await startWorkspace();
    expect((await client.chat.postMessage({ channel: 'U0KIM', text: 'psst' })).channel).toBe('D0KIM');
    expect(slack.messages('D0KIM')).toMatchObject([{ text: 'psst' }]);
  });

  test('a text over 40,000 is cut without a word', async () => {
    const { client, slack } = await startWorkspace();
    await client.chat.postMessage({ channel: 'C0ALERTS', text: long(40_001) });
    expect(slack.messages()[0]?.text).toHaveLength(40_000);
  });
});

describe('updating', () => {
  test('replaces text and blocks, marks the edit and keeps the metadata', async () => {
    const { client, slack } = await startWorkspace();
    const { ts = '' } = await client.chat.postMessage({
      channel: 'C0ALERTS',
      text: 'a',
      blocks: [section('x')],
      metadata,
    });
    await client.chat.update({ channel: 'C0ALERTS', ts, text: 'b' });
    const [message] = slack.messages();
    expect(message).toMatchObject({ ts, text: 'b', edited: { user: 'U0GUARD' }, metadata });
    expect(message).not.toHaveProperty('blocks');
    await client.chat.update({
      channel: 'C0ALERTS',
      ts,
      text: 'c',
      metadata: { ...metadata, event_type: 'other' },
    });
    expect(slack.messages()[0]?.metadata).toMatchObject({ event_type: 'other' });
  });

  test('is refused as Slack refuses it', async () => {
    const { client, call, slack } = await startWorkspace();
    const { ts } = await client.chat.postMessage({ channel: 'C0ALERTS', text: 'a' });
    const update = (more: object) => call('chat.update', { channel: 'C0ALERTS', ts, text: 'b', ...more });
    expect(await update({ ts: '1.000001' })).toMatchObject({ error: 'message_not_found' });
    expect(await update({ text: long(4_001) })).toMatchObject({ error: 'msg_too_long' });
    expect(await update({ text: long(4_000) })).toMatchObject({ ok: true });
    expect(await update({ text: '' })).toMatchObject({ error: 'no_text' });
    expect(await update({ channel: '#aws-root' })).toMatchObject({ error: 'channel_not_found' });
    slack.setArchived('C0ALERTS', true);
    expect(await update({})).toMatchObject({ error: 'is_inactive' });
    slack.setArchived('C0ALERTS', false);

    await client.chat.postMessage({ channel: 'C0ALERTS', text: 'reply', thread_ts: ts ?? '' });
    await client.chat.delete({ channel: 'C0ALERTS', ts: ts ?? '' });
    expect(await update({})).toMatchObject({ error: 'cant_update_message' });
  });

  test('an ephemeral message is not found by it', async () => {
    const { client, call } = await startWorkspace();
    const { message_ts: ts } = await client.chat.postEphemeral({
      channel: 'C0ALERTS',
      user: 'U0KIM',
      text: 'psst',
    });
    expect(await call('chat.update', { channel: 'C0ALERTS', ts, text: 'x' })).toMatchObject({
      error: 'message_not_found',
    });
  });
});

describe('telling one person', () => {
  test('shows it to that person alone', async () => {
    const { client, slack } = await startWorkspace();
    await client.chat.postEphemeral({ channel: 'C0ALERTS', user: 'U0KIM', text: 'psst' });
    expect(slack.ephemeral('U0KIM')).toMatchObject([
      { text: 'psst', channel: 'C0ALERTS', is_ephemeral: true },
    ]);
    expect(slack.ephemeral('U0LEE')).toEqual([]);
    expect(slack.messages()).toEqual([]);
  });

  test.each([
    [{ channel: 'C0OPEN', user: 'U0KIM' }, 'not_in_channel'],
    [{ channel: 'C0ALERTS', user: 'U0WHO' }, 'user_not_in_channel'],
    [{ channel: 'C0OLD', user: 'U0KIM' }, 'is_archived'],
    [{ channel: 'C0ALERTS' }, 'invalid_arguments'],
  ])('%j is refused with %s', async (args, error) => {
    const { call } = await startWorkspace();
    expect(await call('chat.postEphemeral', { text: 'x', ...args })).toMatchObject({ error });
  });
});

describe('threads', () => {
  test('the parent counts its replies, and the channel shows only what was sent to it as well', async () => {
    const { client, slack } = await startWorkspace();
    const { ts = '' } = await client.chat.postMessage({ channel: 'C0ALERTS', text: 'parent' });
    const reply = await client.chat.postMessage({ channel: 'C0ALERTS', text: 'r1', thread_ts: ts });
    await client.chat.postMessage({
      channel: 'C0ALERTS',
      text: 'r2',
      thread_ts: reply.ts ?? '',
      reply_broadcast: true,
    });
    expect(slack.messages().map(({ text }) => text)).toEqual(['parent', 'r2']);
    expect(slack.messages('C0ALERTS', ts).map(({ text }) => text)).toEqual(['parent', 'r1', 'r2']);
    expect(slack.messages()[0]).toMatchObject({
      thread_ts: ts,
      reply_count: 2,
      latest_reply: expect.any(String),
    });
  });

  test('deleting a parent leaves a tombstone, deleting the last message nothing', async () => {
    const { client, slack, call } = await startWorkspace();
    const { ts = '' } = await client.chat.postMessage({ channel: 'C0ALERTS', text: 'parent' });
    const { ts: reply = '' } = await client.chat.postMessage({
      channel: 'C0ALERTS',
      text: 'r1',
      thread_ts: ts,
    });
    await client.chat.delete({ channel: 'C0ALERTS', ts });
    expect(slack.messages()).toMatchObject([{ subtype: 'tombstone', ts }]);
    await client.chat.delete({ channel: 'C0ALERTS', ts: reply });
    expect(slack.messages('C0ALERTS', ts)).toHaveLength(1);
    expect(await call('chat.delete', { channel: 'C0ALERTS', ts: reply })).toMatchObject({
      error: 'message_not_found',
    });
  });

  test('permalinks lead to the message and into its thread', async () => {
    const { client, call } = await startWorkspace();
    const { ts = '' } = await client.chat.postMessage({ channel: 'C0ALERTS', text: 'parent' });
    const { ts: reply = '' } = await client.chat.postMessage({
      channel: 'C0ALERTS',
      text: 'r',
      thread_ts: ts,
    });
    expect(await client.chat.getPermalink({ channel: 'C0ALERTS', message_ts: ts })).toMatchObject({
      permalink: `https://root-guards.slack.com/archives/C0ALERTS/p${ts.replace('.', '')}`,
    });
    expect((await client.chat.getPermalink({ channel: 'C0ALERTS', message_ts: reply })).permalink).toContain(
      `thread_ts=${ts}`,
    );
    expect(await call('chat.getPermalink', { channel: 'C0ALERTS', message_ts: '1.1' })).toMatchObject({
      error: 'message_not_found',
    });
  });
});
