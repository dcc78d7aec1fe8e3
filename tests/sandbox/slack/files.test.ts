import { startWorkspace } from './workspace.ts';

const content = '한글 and more\n';
const length = Buffer.byteLength(content);

const upload = (url: unknown, body: string) =>
  fetch(String(url), { method: 'POST', body: Buffer.from(body) });

describe('an upload', () => {
  test('by Slack’s own client ends in a message with the file', async () => {
    const { slack, client } = await startWorkspace();
    const parent = await client.chat.postMessage({ channel: 'C0ALERTS', text: 'Report' });
    await client.files.uploadV2({
      channel_id: 'C0ALERTS',
      thread_ts: parent.ts ?? '',
      filename: 'evidence.ndjson',
      title: 'Evidence',
      content,
      initial_comment: 'Here it is',
    });
    const [, shared] = slack.messages('C0ALERTS', parent.ts);
    expect(shared).toMatchObject({
      text: 'Here it is',
      thread_ts: parent.ts,
      files: [{ name: 'evidence.ndjson', title: 'Evidence', size: length }],
    });
    expect(slack.file(String(shared?.files?.[0]?.id))?.bytes.toString()).toBe(content);
  });

  test('is three steps, each of which is done once', async () => {
    const { slack, call } = await startWorkspace();
    const made = await call('files.getUploadURLExternal', { filename: 'a.txt', length });
    const files = [{ id: made.file_id }];
    expect(await call('files.completeUploadExternal', { files, channel_id: 'C0ALERTS' })).toMatchObject({
      error: 'file_not_found',
    });
    expect((await upload(made.upload_url, `${content}x`)).status).toBe(400);
    expect(slack.file(String(made.file_id))).toBeUndefined();
    const taken = await upload(made.upload_url, content);
    expect([taken.status, await taken.text()]).toEqual([200, `OK - ${length}`]);
    expect((await upload(made.upload_url, content)).status).toBe(404);
    // Private until it is shared.
    expect(slack.messages('C0ALERTS')).toEqual([]);
    expect(await call('files.completeUploadExternal', { files, channel_id: 'C0ALERTS' })).toEqual({
      ok: true,
      files: [{ id: made.file_id, title: 'a.txt' }],
    });
    expect(await call('files.completeUploadExternal', { files })).toMatchObject({ error: 'file_not_found' });
    expect(slack.messages('C0ALERTS')).toHaveLength(1);
  });

  test.each([
    ['C0NOWHERE', 'invalid_channel'],
    ['aws-root', 'invalid_channel'],
    ['C0SECRET', 'invalid_channel'],
    ['C0OPEN', 'not_in_channel'],
    ['C0OLD', 'posting_to_channel_denied'],
  ])('into %s is refused with %s, and may be shared elsewhere then', async (channel, error) => {
    const { call } = await startWorkspace();
    const made = await call('files.getUploadURLExternal', { filename: 'a.txt', length });
    await upload(made.upload_url, content);
    const files = [{ id: made.file_id }];
    expect(await call('files.completeUploadExternal', { files, channel_id: channel })).toMatchObject({
      error,
    });
    expect(await call('files.completeUploadExternal', { files, channel_id: 'C0ALERTS' })).toMatchObject({
      ok: true,
    });
  });

  test('needs its scope, a name and a length; the method of old is gone', async () => {
    const { call } = await startWorkspace();
    const ask = (args: Record<string, unknown>) => call('files.getUploadURLExternal', args);
    expect(await ask({ filename: 'a.txt' })).toMatchObject({ error: 'missing_argument' });
    expect(await ask({ filename: 'a.txt', length: 0 })).toMatchObject({ error: 'missing_argument' });
    expect(await ask({ length: 3 })).toMatchObject({ error: 'invalid_arguments' });
    expect(await call('files.completeUploadExternal', {})).toMatchObject({ error: 'invalid_arguments' });
    expect(await call('files.upload', { content })).toMatchObject({ error: 'unknown_method' });

    const poor = await startWorkspace({ scopes: ['chat:write'] });
    expect(await poor.call('files.getUploadURLExternal', { filename: 'a.txt', length: 3 })).toMatchObject({
      error: 'missing_scope',
      needed: 'files:write',
    });
  });
});
