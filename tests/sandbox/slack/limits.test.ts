import { ErrorCode } from '@slack/web-api';
import { json, section, startWorkspace } from './workspace.ts';

const post = { channel: 'C0ALERTS', text: 'x' };

async function statusOf(
  url: string,
  args: Record<string, string>,
): Promise<{ status: number; after: string | null }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { Authorization: 'Bearer xoxb-111-222-local' },
    body: new URLSearchParams(args),
  });
  return { status: response.status, after: response.headers.get('retry-after') };
}

describe('the pace', () => {
  test('a channel takes five messages at once and then one a second', async () => {
    const { client, clock, slack } = await startWorkspace();
    for (let count = 0; count < 5; count += 1) await client.chat.postMessage(post);
    await expect(client.chat.postMessage(post)).rejects.toMatchObject({
      code: ErrorCode.RateLimitedError,
      retryAfter: 1,
    });
    await expect(client.chat.postMessage({ ...post, channel: 'C0OPEN' })).resolves.toMatchObject({
      ok: true,
    });
    clock.advance(1_000);
    await client.chat.postMessage(post);
    await expect(client.chat.postMessage(post)).rejects.toMatchObject({ retryAfter: 1 });
    expect(slack.messages()).toHaveLength(6);
  });

  test('another method takes twenty at once and then about fifty a minute', async () => {
    const { slack, clock, client } = await startWorkspace();
    const { ts = '' } = await client.chat.postMessage(post);
    const update = () => statusOf(`${slack.apiUrl}chat.update`, { ...post, ts });
    const all = await Promise.all(Array.from({ length: 20 }, update));
    for (const { status } of all) expect(status).toBe(200);
    expect(await update()).toEqual({ status: 429, after: '2' });
    clock.advance(1_200);
    expect((await update()).status).toBe(200);
  });
});

describe('scripted faults', () => {
  test('strike as often as they say, before anything is done', async () => {
    const { slack } = await startWorkspace();
    const url = `${slack.apiUrl}chat.postMessage`;
    slack.setFaults([
      { method: 'chat.postMessage', status: 429, retryAfter: 7, times: 1 },
      { method: 'chat.postMessage', status: 503, times: 1 },
    ]);
    expect(await statusOf(url, post)).toEqual({ status: 429, after: '7' });
    expect((await statusOf(url, post)).status).toBe(503);
    expect(slack.messages()).toEqual([]);
    expect((await statusOf(url, post)).status).toBe(200);
    expect(slack.messages()).toHaveLength(1);
  });

  test('can be an error in a 200', async () => {
    const { slack, call } = await startWorkspace();
    slack.setFaults([{ method: '*', status: 200, error: 'fatal_error', times: 1 }]);
    expect(await call('auth.test')).toEqual({ ok: false, error: 'fatal_error' });
  });

  test('can come after Slack did what was asked', async () => {
    const { slack } = await startWorkspace();
    slack.setFaults([{ method: 'chat.postMessage', status: 500, afterAccept: true, times: 1 }]);
    expect((await statusOf(`${slack.apiUrl}chat.postMessage`, post)).status).toBe(500);
    expect(slack.messages()).toHaveLength(1);
  });

  test('can break the connection', async () => {
    const { slack } = await startWorkspace();
    slack.setFaults([{ method: 'chat.postMessage', status: 200, reset: true, afterAccept: true, times: 1 }]);
    await expect(statusOf(`${slack.apiUrl}chat.postMessage`, post)).rejects.toThrow();
    expect(slack.messages()).toHaveLength(1);
  });

  test('can be slow, and the call still counts', async () => {
    const { slack } = await startWorkspace();
    slack.setFaults([{ method: 'chat.postMessage', status: 200, hangMs: 150, times: 1 }]);
    const startedAt = performance.now();
    expect((await statusOf(`${slack.apiUrl}chat.postMessage`, post)).status).toBe(200);
    expect(performance.now() - startedAt).toBeGreaterThan(140);
    expect(slack.messages()).toHaveLength(1);
  });

  test('hanging calls do not keep the workspace from closing', async () => {
    const { slack } = await startWorkspace();
    slack.setFaults([{ method: '*', status: 200, hangMs: 60_000, times: 1 }]);
    const call = statusOf(`${slack.apiUrl}auth.test`, {}).catch(() => 'cut');
    await new Promise((resolve) => setTimeout(resolve, 30));
    await slack.close();
    expect(await call).toBe('cut');
  });

  test('can hit response_urls', async () => {
    const { slack, received } = await startWorkspace();
    await slack.command({ user: 'U0KIM', text: '' });
    slack.setFaults([{ method: 'response_url', status: 500, times: 1 }]);
    const url = new URLSearchParams(received[0]?.body).get('response_url') ?? '';
    const send = () => fetch(url, { method: 'POST', body: JSON.stringify({ text: 'x' }) });
    expect((await send()).status).toBe(500);
    expect((await send()).status).toBe(200);
  });

  test('are gone after an empty list, and nonsense is refused', async () => {
    const { slack, call } = await startWorkspace();
    slack.setFaults([{ method: '*', status: 500, times: 9 }]);
    slack.setFaults([]);
    expect(await call('auth.test')).toMatchObject({ ok: true });
    expect(() => slack.setFaults([{ method: '*', status: 500, times: 0 }])).toThrow(/"times"/);
    expect(() => slack.setFaults([{ method: '', status: 500, times: 1 }])).toThrow(/"method"/);
  });
});

test('a page hears of every change', async () => {
  const { slack, client, answer } = await startWorkspace();
  let changes = 0;
  const stop = slack.onChange(() => {
    changes += 1;
  });
  await client.chat.postMessage({ ...post, blocks: [section('x')] });
  answer(() => json({ text: 'x' }));
  await slack.command({ user: 'U0KIM', text: '' });
  expect(changes).toBe(2);
  stop();
  slack.setArchived('C0ALERTS', true);
  expect(changes).toBe(2);
});
