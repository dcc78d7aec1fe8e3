import { createHmac } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import express from 'express';
import { createGateway } from '../../../sandbox/lambda/gateway.ts';
import { FunctionError } from '../../../sandbox/lambda/protocol.ts';

let url = '';
let server: Server;
let received: APIGatewayProxyEventV2 | undefined;
let respond: (event: APIGatewayProxyEventV2) => Promise<unknown>;

beforeAll(async () => {
  const app = express();
  const invoke = (event: unknown) => {
    received = event as APIGatewayProxyEventV2;
    return respond(received);
  };
  app.use(createGateway({ invoke, now: () => Date.parse('2026-11-23T05:02:11Z') }));
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(() => {
  received = undefined;
  respond = async () => ({ statusCode: 200, body: '' });
});

function post(
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${url}/slack/events`, { method: 'POST', body, headers });
}

describe('the gateway in front of the slack function', () => {
  it('hands on the very bytes that were signed', async () => {
    const body = 'command=%2Frootguard&text=상태 %zz+&a=1&a=2\r\n';
    const signature = createHmac('sha256', 'secret').update(body).digest('hex');
    await post(body, { 'Content-Type': 'application/x-www-form-urlencoded', 'X-Slack-Signature': signature });

    expect(received?.isBase64Encoded).toBe(true);
    const bytes = Buffer.from(received?.body ?? '', 'base64');
    expect(createHmac('sha256', 'secret').update(bytes).digest('hex')).toBe(signature);
    expect(received?.headers['x-slack-signature']).toBe(signature);
  });

  it('does not unpack compressed bytes', async () => {
    const packed = new Uint8Array(gzipSync('hello'));
    const answer = await post(packed, { 'Content-Encoding': 'gzip' });

    expect(answer.status).toBe(200);
    expect(Buffer.from(received?.body ?? '', 'base64')).toEqual(Buffer.from(packed));
  });

  it('tells the function about the request as payload format 2.0 does', async () => {
    await fetch(`${url}/slack/events?a=1&b=%20`, { method: 'POST', headers: { cookie: 'a=1; b=2' } });

    expect(received).toMatchObject({
      version: '2.0',
      routeKey: 'POST /slack/events',
      rawPath: '/slack/events',
      rawQueryString: 'a=1&b=%20',
      cookies: ['a=1', 'b=2'],
      isBase64Encoded: false,
      requestContext: {
        http: { method: 'POST', path: '/slack/events', sourceIp: expect.stringContaining('127.0.0.1') },
        time: '23/Nov/2026:05:02:11 +0000',
        stage: '$default',
      },
    });
    expect(received).not.toHaveProperty('body');
    expect(received?.headers).not.toHaveProperty('cookie');
  });

  it('answers with the status, headers, cookies and body of the function', async () => {
    respond = async () => ({
      statusCode: 401,
      headers: { 'Content-Type': 'text/plain', 'X-Slack-No-Retry': 1 },
      cookies: ['a=1', 'b=2'],
      body: Buffer.from('누구세요').toString('base64'),
      isBase64Encoded: true,
    });
    const answer = await post('x');

    expect(answer.status).toBe(401);
    expect(answer.headers.get('x-slack-no-retry')).toBe('1');
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(await answer.text()).toBe('누구세요');
  });

  it('takes a result without a status for the JSON body of a 200', async () => {
    respond = async () => ({ ok: true });
    const answer = await post('x');

    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(await answer.json()).toEqual({ ok: true });
  });

  it.each([
    ['fails', () => Promise.reject(new TypeError('boom')), 500, 'Internal Server Error'],
    [
      'answers with a status that is none',
      async () => ({ statusCode: 'fine' }),
      500,
      'Internal Server Error',
    ],
    [
      'answers with a body that is no text',
      async () => ({ statusCode: 200, body: {} }),
      500,
      'Internal Server Error',
    ],
    [
      'runs out of time',
      () => Promise.reject(new FunctionError({ name: 'Sandbox.Timedout', message: '10 s' })),
      503,
      'Service Unavailable',
    ],
  ])('says as little as API Gateway when the function %s', async (_, result, status, message) => {
    respond = result;
    const answer = await post('x');

    expect(answer.status).toBe(status);
    expect(await answer.json()).toEqual({ message });
  });

  it('refuses more than 6 MB without calling the function', async () => {
    const answer = await post(new Uint8Array(6 * 1024 * 1024 + 1));

    expect(answer.status).toBe(413);
    expect(received).toBeUndefined();
  });

  it.each([
    ['GET', '/slack/events'],
    ['POST', '/slack/other'],
  ])('has no route %s %s', async (method, path) => {
    const answer = await fetch(`${url}${path}`, { method });

    expect(answer.status).toBe(404);
    expect(await answer.json()).toEqual({ message: 'Not Found' });
  });
});
