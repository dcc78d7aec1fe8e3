import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { inspect } from 'node:util';
import { AwsError } from '../../src/aws/aws-error.ts';
import { createJsonCall } from '../../src/aws/json-call.ts';
import { exampleCredentials } from '../support/dynalite.ts';
import {
  answer,
  refuse,
  reset,
  resetHalfway,
  type ScriptedServer,
  type Step,
  silence,
  silenceHalfway,
  startScriptedServer,
} from '../support/scripted-server.ts';

let server: ScriptedServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const ok = answer(200, { done: true });
const brief = 1_000;

async function callOf(...steps: readonly [Step, ...Step[]]) {
  server = await startScriptedServer(steps);
  return { server, call: callTo(server.endpoint) };
}

function callTo(endpoint: string) {
  return createJsonCall({
    service: 'dynamodb',
    targetPrefix: 'DynamoDB_20120810',
    version: '1.0',
    region: 'us-east-1',
    endpoint,
    credentials: () => ({ ...exampleCredentials, sessionToken: 'session-token' }),
    clock: () => Date.parse('2026-11-23T05:02:30Z'),
    timeoutMs: brief,
  });
}

async function failureOf(promise: Promise<unknown>): Promise<AwsError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof AwsError) return error;
  throw new Error(`Expected an AwsError, got ${inspect(error)}`);
}

test('sends a signed request as AWS expects it', async () => {
  const { server, call } = await callOf(ok);
  expect(await call('GetItem', { TableName: '루트', '\ud800': 1 })).toEqual({ done: true });
  expect(server.received[0]?.body).toBe('{"TableName":"루트","\\ud800":1}');
  expect(server.received[0]?.headers).toMatchObject({
    host: new URL(server.endpoint).host,
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': 'DynamoDB_20120810.GetItem',
    'x-amz-date': '20261123T050230Z',
    'x-amz-security-token': 'session-token',
    authorization: expect.stringMatching(
      /^AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE\/20261123\/us-east-1\/dynamodb\/aws4_request, /,
    ),
  });
});

test('keeps the connection open for the next call', async () => {
  const { server, call } = await callOf(ok);
  for (let count = 0; count < 3; count += 1) await call('GetItem', {});
  expect(server.received.map(({ connection }) => connection)).toEqual([1, 1, 1]);
});

test('replaces a kept connection that died while it was idle', async () => {
  const { server, call } = await callOf(ok, reset, ok);
  await call('GetItem', { call: 1 });
  expect(await call('GetItem', { call: 2 })).toEqual({ done: true });
  expect(server.received.map(({ connection }) => connection)).toEqual([1, 1, 2]);
});

test('gives up when the fresh connection dies too', async () => {
  const { server, call } = await callOf(ok, reset, reset);
  await call('GetItem', {});
  expect(await failureOf(call('GetItem', {}))).toMatchObject({ code: 'connection', status: undefined });
  expect(server.received).toHaveLength(3);
});

test('does not repeat a call whose fresh connection was reset: AWS may have done it', async () => {
  const { server, call } = await callOf(reset);
  const error = await failureOf(call('PutItem', {}));
  expect(error).toMatchObject({ code: 'connection', operation: 'dynamodb PutItem' });
  expect(error.cause).toMatchObject({ code: 'ECONNRESET' });
  expect(server.received).toHaveLength(1);
});

test('does not repeat a call whose answer broke off', async () => {
  const { server, call } = await callOf(ok, resetHalfway);
  await call('GetItem', {});
  expect(await failureOf(call('PutItem', {}))).toMatchObject({ code: 'connection' });
  expect(server.received).toHaveLength(2);
});

test.each([
  ['never answers', silence],
  ['stops in the middle of its answer', silenceHalfway],
])('stops waiting for a server that %s', async (_, step) => {
  const { server, call } = await callOf(step);
  const start = performance.now();
  expect(await failureOf(call('PutItem', {}))).toMatchObject({ code: 'timeout', status: undefined });
  expect(performance.now() - start).toBeLessThan(10_000);
  expect(server.received).toHaveLength(1);
});

test('says that nobody listens', async () => {
  const { server, call } = await callOf(ok);
  await server.close();
  const error = await failureOf(call('GetItem', {}));
  expect(error.code).toBe('connection');
  expect(error.cause).toMatchObject({ code: 'ECONNREFUSED' });
});

test.each([
  ['answers 500 and 503', [answer(500, ''), answer(503, '<html>')]],
  ['throttles', [refuse('ProvisionedThroughputExceededException'), refuse('ThrottlingException')]],
  ['limits requests', [refuse('RequestLimitExceeded'), answer(429, {})]],
] satisfies readonly (readonly [string, readonly [Step, Step]])[])(
  'tries again when AWS %s, twice',
  async (_, [first, second]) => {
    const { server, call } = await callOf(first, second, ok);
    expect(await call('GetItem', {})).toEqual({ done: true });
    expect(server.received).toHaveLength(3);
  },
);

test('gives up after three attempts', async () => {
  const { server, call } = await callOf(answer(503, '<html>confidential words of the answer</html>'));
  expect(await failureOf(call('GetItem', {}))).toMatchObject({ code: 'http_503', status: 503 });
  expect(server.received).toHaveLength(3);
});

test('does not repeat what AWS refused', async () => {
  const { server, call } = await callOf(refuse('ValidationException'));
  expect(await failureOf(call('GetItem', {}))).toMatchObject({ code: 'ValidationException', status: 400 });
  expect(server.received).toHaveLength(1);
});

test('finds the error code in the header when the body has none', async () => {
  const { call } = await callOf(
    answer(400, '', { 'x-amzn-errortype': 'ParameterNotFound:http://internal.amazon.com/coral/' }),
  );
  expect((await failureOf(call('GetParameters', {}))).code).toBe('ParameterNotFound');
});

test.each(['<html>confidential words of the answer', '{"half":', '[]', 'null', ''])(
  'calls the answer %j unreadable',
  async (body) => {
    const { server, call } = await callOf(answer(200, body));
    const error = await failureOf(call('GetItem', {}));
    expect(error).toMatchObject({ code: 'unreadable-answer', status: 200 });
    expect(server.received).toHaveLength(1);
  },
);

test.each([
  ['a refusal', refuse('AccessDeniedException')],
  ['a page', answer(403, '<html>confidential words of the answer</html>')],
  ['a code that is none', answer(400, { __type: 'confidential words of the answer' })],
  ['an unreadable answer', answer(200, 'confidential words of the answer')],
  ['a lost connection', reset],
  ['a timeout', silence],
])('shows nothing of the request or the answer in the error of %s', async (_, step) => {
  const { call } = await callOf(step);
  const shown = inspect(await failureOf(call('PutItem', { Item: 'confidential item' })), { depth: 10 });
  for (const secret of [
    'confidential',
    'session-token',
    'AKIA',
    'AWS4-HMAC',
    exampleCredentials.secretAccessKey,
  ]) {
    expect(shown).not.toContain(secret);
  }
});

test('refuses an https server that it has no reason to trust', async () => {
  // dynalite brings a certificate that nobody trusts.
  const part = (name: string) => readFileSync(require.resolve(`dynalite/ssl/${name}`));
  const secure = createServer({ key: part('server-key.pem'), cert: part('server-crt.pem') });
  await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve));
  const address = secure.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const error = await failureOf(callTo(`https://localhost:${port}`)('ListTables', {}));
  expect(error.code).toBe('connection');
  expect(inspect(error.cause)).toContain('certificate');
  await new Promise((resolve) => secure.close(resolve));
});

test('many calls at once each get their own answer', async () => {
  const { call } = await callOf((response, { body }) => response.end(body));
  const answers = await Promise.all(Array.from({ length: 50 }, (_, number) => call('GetItem', { number })));
  expect(answers).toEqual(Array.from({ length: 50 }, (_, number) => ({ number })));
});
