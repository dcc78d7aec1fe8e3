import { request } from 'node:http';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { useSandbox } from '../support/sandbox.ts';

const sandbox = useSandbox({ retryMs: 10 });

describe('the control door', () => {
  it('says that it is healthy once it answers', async () => {
    expect(await sandbox().get('/health')).toEqual({ status: 200, body: { ok: true } });
  });

  it.each([
    ['an object', {}, 1],
    ['a number', 7, 1],
    ['nothing (null)', null, 1],
    ['a text', 'junk', 1],
    ['an empty list', [], 0],
    ['a list of anything', [{}, 'a', 1, null, true, []], 6],
  ])('accepts %s as events', async (_, body, accepted) => {
    expect(await sandbox().post('/events', body)).toEqual({ status: 200, body: { accepted } });
    await sandbox().idle();
  });

  it('accepts an event of 7 MB', async () => {
    const text = 'x'.repeat(7 * 1024 * 1024);
    expect(await sandbox().post('/events', { text })).toEqual({ status: 200, body: { accepted: 1 } });
  });

  it.each([
    ['events that are no JSON', '/_sandbox/events', '{"a":', 400, 'not valid JSON'],
    ['no events', '/_sandbox/events', '', 400, 'The body is empty'],
    ['more than 8 MB', '/_sandbox/events', `"${'x'.repeat(8 * 1024 * 1024)}"`, 413, '8 MB'],
    ['a command without a user', '/_sandbox/slack/command', '{"text":"help"}', 400, '"user"'],
    ['a command of somebody unknown', '/_sandbox/slack/command', '{"user":"U1","text":""}', 400, 'U1'],
    ['a command that is a list', '/_sandbox/slack/command', '[]', 400, 'must be a JSON object'],
    ['a field that nobody reads', '/_sandbox/slack/command', '{"user":"U0KIM","txt":"x"}', 400, '"txt"'],
    [
      'a press on a button that is not there',
      '/_sandbox/slack/action',
      '{"user":"U0KIM","action_id":"x"}',
      400,
      'x',
    ],
    ['a submission of no view', '/_sandbox/slack/submit', '{"user":"U0KIM","view_id":"V1"}', 400, 'V1'],
    ['values that are no object', '/_sandbox/slack/submit', '{"user":"U0KIM","values":1}', 400, '"values"'],
    ['time that runs backwards', '/_sandbox/clock', '{"advanceMs":-1}', 400, 'advanceMs'],
    ['a time that is no number', '/_sandbox/clock', '{"advanceMs":"1"}', 400, 'advanceMs'],
    ['a fault of nothing', '/_sandbox/faults', '{"slack":[{}]}', 400, 'method'],
    ['faults that are no list', '/_sandbox/faults', '{"store":1}', 400, 'list'],
    ['faults of something else', '/_sandbox/faults', '{"mail":[]}', 400, '"mail"'],
    ['a detection that does not exist', '/_sandbox/detections/nothing/fire', '{}', 404, 'root-sign-in'],
    [
      'an example that does not exist',
      '/_sandbox/detections/root-sign-in/fire',
      '{"example":"x"}',
      400,
      'with MFA',
    ],
    [
      'an account that does not exist',
      '/_sandbox/detections/root-sign-in/fire',
      '{"account":"1"}',
      400,
      '"1"',
    ],
    ['a call that does not exist', '/_sandbox/nothing', '{}', 404, 'POST /_sandbox/nothing'],
  ])('refuses %s and says why', async (_, path, body, status, why) => {
    const answer = await fetch(sandbox().url + path, { method: 'POST', body });

    expect(answer.status).toBe(status);
    expect(await answer.json()).toEqual({ error: expect.stringContaining(why) });
  });

  it('asks whose messages somebody wants to see', async () => {
    expect(await sandbox().get('/slack/ephemeral')).toMatchObject({
      status: 400,
      body: { error: expect.stringContaining('user=') },
    });
    expect((await sandbox().get('/slack/messages?channel=C9')).status).toBe(400);
  });

  it('shows what each person and channel sees', async () => {
    for (const path of ['/slack/messages', '/slack/ephemeral?user=U0SAM', '/slack/views?user=U0SAM']) {
      expect(await sandbox().get(path)).toMatchObject({ status: 200, body: expect.any(Array) });
    }
    expect(await sandbox().get('/slack/home?user=U0SAM')).toEqual({ status: 200, body: null });
  });

  it('tells the page what there is', async () => {
    const { body } = await sandbox().get('/state');

    expect(body).toMatchObject({
      users: [{ id: 'U0KIM' }, { id: 'U0LEE' }, { id: 'U0SAM' }],
      channels: [{ id: 'C0ALERTS' }, { id: 'C0FALLBACK' }],
      accounts: [
        { id: '111122223333', name: 'acme-prod' },
        { id: '444455556666', name: 'acme-dev' },
      ],
      clock: { now: expect.any(Number), skippedMs: expect.any(Number) },
    });
  });

  it('lists every detection with its examples', async () => {
    const { body } = await sandbox().get('/detections');

    expect(body).toContainEqual({
      id: 'root-sign-in',
      title: { en: expect.any(String), ko: expect.any(String) },
      examples: expect.arrayContaining([{ name: 'with MFA', raises: 'high' }]),
    });
  });

  it('skips time', async () => {
    const before = sandbox().clock.now();
    const { body } = await sandbox().post('/clock', { advanceMs: 60_000 });

    expect((body as { now: number }).now).toBeGreaterThanOrEqual(before + 60_000);
  });

  it('changes an account and shows it as it now is', async () => {
    const { body } = await sandbox().put('/aws/accounts/444455556666', {
      rootMfa: 'none',
      rootAccessKeys: 1,
    });

    expect(body).toMatchObject({ id: '444455556666', name: 'acme-dev', rootMfa: 'none', rootAccessKeys: 1 });
    expect(await sandbox().put('/aws/accounts/444455556666', { rootMfa: 'some' })).toMatchObject({
      status: 400,
      body: { error: expect.stringContaining('"rootMfa"') },
    });
  });

  it('shows the e-mails that the topic sent, and breaks it as asked', async () => {
    const { endpoint, credentials } = sandbox().aws;
    const client = new SNSClient({ endpoint, credentials, region: 'us-east-1', maxAttempts: 1 });
    const TopicArn = 'arn:aws:sns:us-east-1:111122223333:rootguard-alerts';
    const publish = () => client.send(new PublishCommand({ TopicArn, Subject: 'Root', Message: '루트' }));
    const told = async () => (await sandbox().get('/aws/emails')).body;

    expect(await told()).toEqual([]);
    expect((await sandbox().post('/faults', { email: [{}] })).body).toEqual({ slack: 0, store: 0, email: 1 });
    await expect(publish()).rejects.toMatchObject({ name: 'InternalErrorException' });
    expect(await told()).toEqual([]);
    await publish();
    expect(await told()).toEqual([
      {
        topic: TopicArn,
        to: 'security@example.com',
        subject: 'Root',
        text: '루트',
        at: expect.any(Number),
      },
    ]);
    client.destroy();
  });

  it('sends pages an event when something changes', async () => {
    const stop = new AbortController();
    const stream = await fetch(`${sandbox().url}/_sandbox/stream`, { signal: stop.signal });
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    await sandbox().post('/clock', { advanceMs: 1 });

    let heard = '';
    while (!heard.includes('event: change')) heard += (await reader?.read())?.value ?? '';
    expect(stream.headers.get('content-type')).toBe('text/event-stream');
    stop.abort();
  });

  it.each([
    ['another host name (DNS rebinding)', { host: 'evil.example.com' }],
    ['a name that begins like ours', { host: '127.0.0.1.example.com:3000' }],
    ['a page of another origin', { origin: 'https://evil.example.com' }],
    ['a sandboxed page', { origin: 'null' }],
  ])('refuses %s', async (_, headers) => {
    expect(await statusWith(headers, '/_sandbox/health')).toBe(403);
    expect(await statusWith(headers, '/slack/events')).toBe(403);
  });

  it('answers its own page', async () => {
    const { host } = new URL(sandbox().url);
    expect(await statusWith({ origin: `http://${host}` }, '/_sandbox/health')).toBe(200);
    expect(await statusWith({ host: host.replace('127.0.0.1', 'localhost') }, '/_sandbox/health')).toBe(200);
  });
});

/** fetch() sets Host itself, so these go out by node:http. */
function statusWith(headers: Record<string, string>, path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const call = request(sandbox().url + path, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    call.on('error', reject).end();
  });
}
