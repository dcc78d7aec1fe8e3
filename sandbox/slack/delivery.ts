import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { unzipSync } from 'node:zlib';
import type { JsonObject } from '../../src/core/json.ts';
import type { AppAnswer } from './types.ts';
import { phpForm, phpJson, signatureHeaders } from './wire.ts';

/** What Slack sends to an app; the name is Socket Mode's for the same thing. */
export type Delivery =
  | { readonly type: 'slash_commands'; readonly payload: Readonly<Record<string, string>> }
  | { readonly type: 'interactive'; readonly payload: JsonObject }
  | { readonly type: 'events_api'; readonly payload: JsonObject; readonly retry?: EventRetry };

/** The second and later deliveries of an event. */
export interface EventRetry {
  readonly num: number;
  readonly reason: 'http_error' | 'http_timeout' | 'connection_failed';
}

/** The app's answer and whether it was meant as JSON, which decides how Slack shows it. */
export interface RawAnswer extends AppAnswer {
  readonly isJson: boolean;
  /** The app asks not to be sent an event again (X-Slack-No-Retry: 1). */
  readonly noRetry: boolean;
  /** The connection itself failed. */
  readonly unreachable: boolean;
}

/** How a delivery gets to the app. */
export type Sender = (delivery: Delivery) => Promise<RawAnswer>;

/**
 * Sends signed HTTP requests exactly as Slack does: raw form without charset, JSON with PHP's escapes, HMAC over the
 * raw bytes, three real seconds to answer. https://docs.slack.dev/interactivity/handling-user-interaction
 */
export function createHttpSender(options: {
  readonly appUrl: () => string;
  readonly signingSecret: string;
  readonly now: () => number;
  readonly deadline: number;
}): Sender {
  return (delivery) => {
    const body = bodyOf(delivery);
    const json = delivery.type === 'events_api';
    const headers = {
      'Content-Type': json ? 'application/json' : 'application/x-www-form-urlencoded',
      'Content-Length': String(Buffer.byteLength(body)),
      'User-Agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      Accept: 'application/json,*/*',
      'Accept-Encoding': 'gzip,deflate',
      ...signatureHeaders(options.signingSecret, body, options.now()),
      ...retryHeaders(delivery),
    };
    return post(options.appUrl(), headers, body, options.deadline);
  };
}

/** An answer that never came, for whatever reason. */
export function noAnswer(error: 'operation_timeout' | 'dispatch_failed', startedAt: number): RawAnswer {
  const unreachable = error === 'dispatch_failed';
  return { status: 0, ms: elapsed(startedAt), body: '', error, isJson: false, noRetry: false, unreachable };
}

function bodyOf(delivery: Delivery): string {
  if (delivery.type === 'slash_commands') return phpForm(delivery.payload);
  const json = phpJson(delivery.payload);
  return delivery.type === 'interactive' ? phpForm({ payload: json }) : json;
}

function retryHeaders(delivery: Delivery): Readonly<Record<string, string>> {
  if (delivery.type !== 'events_api' || delivery.retry === undefined) return {};
  const { num, reason } = delivery.retry;
  return { 'X-Slack-Retry-Num': String(num), 'X-Slack-Retry-Reason': reason };
}

function post(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  deadline: number,
): Promise<RawAnswer> {
  const startedAt = performance.now();
  const send = url.startsWith('https:') ? httpsRequest : httpRequest;
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      resolve(noAnswer('operation_timeout', startedAt));
      request.destroy();
    }, deadline);
    const failed = () => {
      clearTimeout(timer);
      resolve(noAnswer('dispatch_failed', startedAt));
    };
    // Slack keeps no connection open for an app, and an open one would keep a test's server from closing.
    const request = send(url, { method: 'POST', headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', failed);
      response.on('end', () => {
        clearTimeout(timer);
        resolve(answerOf(response.statusCode ?? 0, response.headers, Buffer.concat(chunks), startedAt));
      });
    });
    request.on('error', failed);
    request.end(body);
  });
}

function answerOf(status: number, headers: IncomingHttpHeaders, bytes: Buffer, startedAt: number): RawAnswer {
  const encoded = headers['content-encoding'] !== undefined && bytes.length > 0;
  const text = (encoded ? unzipSync(bytes) : bytes).toString('utf8');
  const { body, isJson } = parsedBody(text, headers['content-type']);
  return {
    status,
    ms: elapsed(startedAt),
    body,
    isJson,
    noRetry: headers['x-slack-no-retry'] === '1',
    unreachable: false,
    ...(status !== 200 && { error: 'dispatch_failed' as const }),
  };
}

/** Slack goes by the content type: text that merely looks like JSON is shown as it is. */
function parsedBody(text: string, type = ''): { readonly body: unknown; readonly isJson: boolean } {
  if (!type.startsWith('application/json') || text === '') return { body: text, isJson: false };
  try {
    return { body: JSON.parse(text) as unknown, isJson: true };
  } catch {
    return { body: text, isJson: false };
  }
}

function elapsed(startedAt: number): number {
  return Math.round((performance.now() - startedAt) * 1_000) / 1_000;
}
