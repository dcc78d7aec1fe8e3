import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { asObject } from '../../src/core/json.ts';

/** A request that reached the gateway. */
export interface GatewayRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** Names in lower case, with the value of every time that the header came. */
  readonly headers: IncomingMessage['headersDistinct'];
  readonly sourceIp: string;
  readonly body: Buffer;
  /** ms since the epoch. */
  readonly time: number;
}

/** What the gateway answers. */
export interface GatewayAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly body: Buffer;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * A request as an HTTP API hands it to a function (payload format 2.0). The body travels as base64, so that its
 * bytes are those that were signed.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function httpEvent(request: GatewayRequest): APIGatewayProxyEventV2 {
  const { method, path, query, sourceIp, body, time } = request;
  const { cookie, ...headers } = request.headers;
  return {
    version: '2.0',
    routeKey: `${method} ${path}`,
    rawPath: path,
    rawQueryString: query,
    ...(cookie !== undefined && { cookies: cookie.flatMap((line) => line.split(/; */)) }),
    headers: { ...joined(headers), 'x-forwarded-for': sourceIp, 'x-forwarded-proto': 'https' },
    requestContext: {
      accountId: '111122223333',
      apiId: 'sandbox',
      domainName: 'sandbox.execute-api.us-east-1.amazonaws.com',
      domainPrefix: 'sandbox',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp, userAgent: joined(headers)['user-agent'] ?? '' },
      requestId: randomUUID(),
      routeKey: `${method} ${path}`,
      stage: '$default',
      time: logTime(time),
      timeEpoch: time,
    },
    ...(body.length > 0 && { body: body.toString('base64') }),
    isBase64Encoded: body.length > 0,
  };
}

/**
 * A function's result as an HTTP answer. One without `statusCode` is a JSON body of a 200, as payload format 2.0
 * says. Returns undefined for a result that API Gateway would refuse (it then answers 500).
 */
export function httpAnswer(result: unknown): GatewayAnswer | undefined {
  const answer = asObject(result);
  if (answer === undefined || !Object.hasOwn(answer, 'statusCode')) return inferred(result);

  const { statusCode, headers, cookies, body = '', isBase64Encoded } = answer;
  const status = Number(statusCode);
  if (!Number.isInteger(status) || status < 100 || status > 599 || typeof body !== 'string') return undefined;
  return {
    status,
    headers: { 'content-type': 'text/plain;charset=UTF-8', ...texts(asObject(headers) ?? {}) },
    cookies: Array.isArray(cookies) ? cookies.map(String) : [],
    body: Buffer.from(body, isBase64Encoded === true ? 'base64' : 'utf8'),
  };
}

function inferred(result: unknown): GatewayAnswer {
  const body = typeof result === 'string' ? result : JSON.stringify(result ?? null);
  return {
    status: 200,
    headers: { 'content-type': 'application/json' },
    cookies: [],
    body: Buffer.from(body),
  };
}

/** Names in lower case, values as text: only scalars are headers. */
function texts(headers: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const scalars = Object.entries(headers).filter(([, value]) =>
    ['string', 'number', 'boolean'].includes(typeof value),
  );
  return Object.fromEntries(scalars.map(([name, value]) => [name.toLowerCase(), String(value)]));
}

/** Repeated headers reach a function joined by commas. */
function joined(headers: GatewayRequest['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, values = []]) => [name, values.join(',')]));
}

/** Such as 23/Nov/2026:05:02:11 +0000. */
function logTime(ms: number): string {
  const [date = '', clock = ''] = new Date(ms).toISOString().split('T');
  const [year, month, day] = date.split('-');
  return `${day}/${months[Number(month) - 1]}/${year}:${clock.slice(0, 8)} +0000`;
}
