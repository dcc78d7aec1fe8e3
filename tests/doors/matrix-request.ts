import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';

/** One request to Slack's door, and what must come of it. */
export interface MatrixRequest {
  readonly name: string;
  /** POST unless told. */
  readonly method?: string;
  /** /slack/events unless told, with its query string. */
  readonly target?: string;
  /** A form unless told; undefined sends none. */
  readonly contentType?: string | undefined;
  readonly body: string | Buffer;
  /** How old the request is, in seconds; less than 0 is in the future. */
  readonly age?: number;
  /** The header's value in place of the right one, made of the right one; undefined sends none. */
  readonly signature?: (right: string) => string | undefined;
  readonly timestamp?: (right: string) => string | undefined;
  /** More headers as they go over the wire; a name may come twice. */
  readonly headers?: readonly (readonly [string, string])[];
  /** The status behind the gateway of the sandbox and of the function by itself. */
  readonly gateway: number;
  readonly bundle: number;
  /** Bolt answers 404 only after 2.5 s when nobody knows what the request is. */
  readonly slow?: true;
  /** True if Slack sent it and meant it: only then may anything be read, written or called. */
  readonly genuine: boolean;
}

/** A matrix request as it goes over the wire. */
export interface WireRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
}

/** Signs a request with the secret, as of now (ms since the epoch). */
export function onTheWire(request: MatrixRequest, secret: string, now: number): WireRequest {
  const { method = 'POST', target = '/slack/events', age = 0, headers = [] } = request;
  const { signature = same, timestamp = same } = request;
  const body = Buffer.from(request.body);
  const time = String(Math.floor(now / 1_000) - age);
  const right = createHmac('sha256', secret).update(`v0:${time}:`).update(body).digest('hex');
  const contentType = 'contentType' in request ? request.contentType : form;
  const given: readonly (readonly [string, string | undefined])[] = [
    ['content-type', contentType],
    ['content-length', String(body.length)],
    ['user-agent', 'Slackbot 1.0 (+https://api.slack.com/robots)'],
    ['x-slack-request-timestamp', timestamp(time)],
    ['x-slack-signature', signature(`v0=${right}`)],
    ...headers,
  ];
  const sent = given.filter((header): header is readonly [string, string] => header[1] !== undefined);
  return { method, target, headers: sent, body };
}

/** Sends the very bytes, with the headers in their order; fetch would tidy up the path and the headers. Resolves to the status. */
export async function send(base: string, { method, target, headers, body }: WireRequest): Promise<number> {
  const { hostname, port, host, pathname } = new URL(base);
  const path = pathname.replace(/\/$/, '') + target;
  const named = headers.some(([name]) => name === 'host') ? headers : [['host', host] as const, ...headers];
  const outgoing = request({ hostname, port, method, path, headers: named.flat(), agent: false });
  outgoing.end(body);
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  await text(response);
  return response.statusCode ?? 0;
}

/** What Slack sends commands and presses as. */
export const form = 'application/x-www-form-urlencoded';

const same = (right: string) => right;
