import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import { at } from '../../src/core/json.ts';
import { type GatewayAnswer, httpAnswer, httpEvent } from './http-event.ts';

/** What the gateway stands in front of. */
export interface GatewayOptions {
  readonly invoke: (event: unknown) => Promise<unknown>;
  /** ms since the epoch. */
  readonly now: () => number;
}

/** Lambda takes no larger event. */
const largestBody = 6 * 1024 * 1024;

/**
 * An API Gateway HTTP API with the one route of template.yaml, `POST /slack/events`, as an Express router. Its
 * errors are API Gateway's: 413 above 6 MB, 503 when the function runs out of time, 500 when it fails.
 */
export function createGateway({ invoke, now }: GatewayOptions): Router {
  // API Gateway tells cases and a slash at the end apart.
  const router = express.Router({ caseSensitive: true, strict: true });

  const serve: RequestHandler = async (request, response) => {
    const body = await bodyOf(request);
    if (body === undefined) return send(response, failure(413, 'Request Entity Too Large'));
    const event = httpEvent({
      method: request.method,
      path: request.path,
      query: request.url.split('?')[1] ?? '',
      headers: request.headersDistinct,
      sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
      body,
      time: now(),
    });
    send(response, await answerOf(invoke(event)));
  };

  router.post('/slack/events', serve);
  router.all(['/slack', '/slack/*rest'], (_request, response) => send(response, failure(404, 'Not Found')));
  return router;
}

/** The bytes as they came (a body parser would unpack or refuse compressed ones), or undefined above the limit. */
async function bodyOf(request: Request): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    // The rest is still read: a client that is cut off while it sends never sees the answer.
    if (bytes <= largestBody) chunks.push(chunk);
  }
  return bytes <= largestBody ? Buffer.concat(chunks) : undefined;
}

/** Not through Express's own send(), which adds an ETag and a charset that no API Gateway adds. */
function send(response: Response, answer: GatewayAnswer): void {
  response.statusCode = answer.status;
  for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
  if (answer.cookies.length > 0) response.setHeader('set-cookie', answer.cookies);
  response.end(answer.body);
}

async function answerOf(invocation: Promise<unknown>): Promise<GatewayAnswer> {
  try {
    return httpAnswer(await invocation) ?? failure(500, 'Internal Server Error');
  } catch (error) {
    const timedOut = at(error, 'name') === 'Sandbox.Timedout';
    return timedOut ? failure(503, 'Service Unavailable') : failure(500, 'Internal Server Error');
  }
}

function failure(status: number, message: string): GatewayAnswer {
  const body = Buffer.from(JSON.stringify({ message }));
  return { status, headers: { 'content-type': 'application/json' }, cookies: [], body };
}
