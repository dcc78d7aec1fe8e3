import { SlackError } from '../../src/core/ports.ts';
import { rememberLimits } from '../../src/slack/remembered-limits.ts';

const limited = (method: string) => new SlackError(method, 'ratelimited', { retryAfter: 3_000 });

/** A Slack that refuses what is in `refused`, and the calls that reached it. */
function slack() {
  let now = 1_000;
  const refused = new Set<string>();
  const reached: string[] = [];
  const call = rememberLimits(
    async (method, { channel }) => {
      reached.push(`${method} ${channel}`);
      if (refused.has(`${method} ${channel}`)) throw limited(method);
      return { ok: true };
    },
    () => now,
  );
  return { call, refused, reached, wait: (ms: number) => (now += ms) };
}

test('asks again only when the time is over that Slack named', async () => {
  const { call, refused, reached, wait } = slack();
  refused.add('chat.update C1');
  await expect(call('chat.update', { channel: 'C1' })).rejects.toMatchObject({ retryAfter: 3_000 });
  wait(1_000);
  await expect(call('chat.update', { channel: 'C2' })).rejects.toMatchObject({
    code: 'ratelimited',
    retryAfter: 2_000,
  });
  expect(reached).toEqual(['chat.update C1']);
  wait(2_000);
  refused.clear();
  await expect(call('chat.update', { channel: 'C1' })).resolves.toEqual({ ok: true });
});

test('a new message waits for its own channel only, and for no other method', async () => {
  const { call, refused, reached } = slack();
  refused.add('chat.postMessage C1');
  await expect(call('chat.postMessage', { channel: 'C1' })).rejects.toThrow('ratelimited');
  await expect(call('chat.postMessage', { channel: 'C1' })).rejects.toThrow('ratelimited');
  await call('chat.postMessage', { channel: 'C2' });
  await call('chat.update', { channel: 'C1' });
  expect(reached).toEqual(['chat.postMessage C1', 'chat.postMessage C2', 'chat.update C1']);
});

test('any other refusal is no reason to wait', async () => {
  let calls = 0;
  const call = rememberLimits(
    async (method) => {
      calls += 1;
      throw new SlackError(method, 'http_503');
    },
    () => 0,
  );
  await expect(call('chat.update', {})).rejects.toThrow('http_503');
  await expect(call('chat.update', {})).rejects.toThrow('http_503');
  expect(calls).toBe(2);
});
