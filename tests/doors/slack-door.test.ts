import { type Deployment, signingSecret as secret, startDeployment } from '../support/deployment.ts';
import { httpApiEvent, type SlackRequest, slashCommandBody } from '../support/http-api.ts';
import { type LambdaProcess, nodes, startLambdaProcess } from '../support/lambda-process.ts';

interface Answer {
  readonly statusCode: number;
  readonly body: string;
}

describe.each(nodes)('the built Slack door on %s', (_, node) => {
  let deployment: Deployment;
  let door: LambdaProcess;

  beforeAll(async () => {
    deployment = await startDeployment();
    door = await startLambdaProcess(node, 'slack', deployment.env);
  });
  afterAll(async () => {
    await door.stop();
    await deployment.close();
  });

  const ask = async (request: Partial<SlackRequest>) =>
    (await door.invoke(httpApiEvent({ body: slashCommandBody('help'), secret, ...request }))) as Answer;

  test.each([false, true])('answers a signed command (base64: %s)', async (base64) => {
    const { statusCode, body } = await ask({ base64 });
    expect(statusCode).toBe(200);
    expect(body).toContain('/rootguard status');
  });

  test.each([false, true])(
    'reads Korean text, and answers a Korean reader in Korean (base64: %s)',
    async (base64) => {
      const { statusCode, body } = await ask({ body: slashCommandBody('상태'), base64 });
      expect(statusCode).toBe(200);
      expect(body).toContain('`상태` 명령은 없습니다.');
    },
  );

  test('answers an English reader in English', async () => {
    const { body } = await ask({ body: slashCommandBody('stauts', 'U0LEE') });
    expect(JSON.parse(body).blocks[0].text.text).toContain('Did you mean `/rootguard status`?');
  });

  test('answers status from the store', async () => {
    const { statusCode, body } = await ask({ body: slashCommandBody('status', 'U0LEE') });
    expect(statusCode).toBe(200);
    expect(body).toContain('No open alerts');
    expect(body).toContain('dropped events: 0');
  });

  const now = Math.floor(Date.now() / 1000);
  test.each<[string, Partial<SlackRequest>, number]>([
    ['a signature of another secret', { secret: 'another' }, 401],
    ['no signature', { headers: { 'x-slack-signature': undefined } }, 401],
    ['no timestamp', { headers: { 'x-slack-request-timestamp': undefined } }, 401],
    ['a request of ten minutes ago, sent again', { timestamp: now - 600 }, 401],
    ['a body that was changed after signing', { headers: { 'x-slack-signature': 'v0=00' } }, 401],
    [
      'junk that is not JSON',
      { body: '{"a":', contentType: 'application/json', headers: { 'x-slack-signature': 'v0=00' } },
      401,
    ],
    ['an empty body', { body: '', headers: { 'x-slack-signature': undefined } }, 401],
    [
      'a forged EventBridge event',
      { body: '{"source":"aws.iam","detail":{}}', contentType: 'application/json', secret: 'x' },
      401,
    ],
  ])('refuses %s', async (_name, request, status) => {
    const { statusCode } = await ask(request);
    expect(statusCode).toBe(status);
    expect((await ask({})).statusCode).toBe(200);
  });

  test.each<[string, Partial<SlackRequest>]>([
    ['signed junk that is not JSON', { body: '{"a":', contentType: 'application/json' }],
    ['a signed body of a wrong content type', { body: 'hello', contentType: 'text/plain' }],
    ['a path that does not exist', { path: '/eventbridge' }],
    ['another method', { method: 'GET' }],
  ])('answers %s with a 4xx', async (_name, request) => {
    const { statusCode } = await ask(request);
    expect(statusCode).toBeGreaterThanOrEqual(400);
    expect(statusCode).toBeLessThan(500);
    expect((await ask({})).statusCode).toBe(200);
  });

  test('puts a long command on the bus and answers at once', async () => {
    const { statusCode, body } = await ask({ body: slashCommandBody('check acme-dev', 'U0LEE') });
    expect(statusCode).toBe(200);
    expect(body).toContain('Checking');
    expect(deployment.bus.at(-1)?.envelope).toMatchObject({
      source: 'rootguard.job',
      'detail-type': 'command',
      detail: { word: 'check', args: 'acme-dev', user: 'U0LEE', locale: 'en' },
    });
  });

  test('writes no secret into its log', () => {
    expect(door.output()).not.toMatch(/xoxb-|signing-secret-of-the-tests|hooks\.slack\.com/);
  });
});
