import { asObject, at, type JsonObject, textAt } from '../core/json.ts';
import { SlackError } from '../core/ports.ts';
import { createExchange, type Exchange, ExchangeError, type Incoming } from '../http/exchange.ts';

/**
 * Calls one method of Slack's Web API and returns its answer, of which `ok` is true. Throws SlackError otherwise.
 * Arguments that are objects travel as JSON; undefined ones are left out.
 * https://docs.slack.dev/apis/web-api/#basics
 */
export type SlackCall = (method: string, args: Readonly<Record<string, unknown>>) => Promise<JsonObject>;

/** How to reach Slack. */
export interface SlackCallOptions {
  readonly token: () => string;
  /** The base address, with a slash at its end. */
  readonly apiUrl: string;
  /** For one whole call, in ms. There are no hidden retries: the queue retries, because it survives us. */
  readonly timeoutMs: number;
  /** What carries a request; HTTP if absent. */
  readonly exchange?: Exchange;
}

/**
 * The Web API over Node's own HTTP client: @slack/web-api costs a cold start half as much again as everything else on
 * the alert path, and retries by itself. A test holds both to the same answers of the same Slack.
 */
export function createSlackCall(options: SlackCallOptions): SlackCall {
  // A kept connection may die under a request, and a post whose fate is unknown must not be sent again blindly.
  const { token, apiUrl, timeoutMs, exchange = createExchange({ keepAlive: false }) } = options;
  return async (method, args) => {
    const body = Buffer.from(formBody(args));
    const answer = await exchange({
      method: 'POST',
      url: new URL(method, apiUrl),
      headers: {
        authorization: `Bearer ${token()}`,
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': String(body.length),
      },
      body,
      timeoutMs,
    }).catch((error: unknown) => {
      throw new SlackError(method, error instanceof ExchangeError ? error.code : 'connection', {
        cause: error,
      });
    });
    return understand(method, answer);
  };
}

function formBody(args: Readonly<Record<string, unknown>>): string {
  const form = new URLSearchParams();
  for (const [key, value] of Object.entries(args)) {
    if (value !== undefined) form.set(key, typeof value === 'object' ? JSON.stringify(value) : String(value));
  }
  return form.toString();
}

function understand(method: string, { status, headers, body }: Incoming): JsonObject {
  if (status === 429) throw rateLimited(method, Number(headers['retry-after']));
  if (status !== 200) throw new SlackError(method, `http_${status}`);
  const answer = parsed(body);
  if (answer === undefined) throw new SlackError(method, 'unreadable-answer');
  if (at(answer, 'ok') === true) return answer;
  const error = textAt(answer, 'error') ?? 'unknown_error';
  if (error === 'ratelimited') throw rateLimited(method, Number(headers['retry-after']));
  throw new SlackError(method, error);
}

/** Slack's Retry-After is in seconds; without a readable one, a second is its usual answer. */
function rateLimited(method: string, seconds: number): SlackError {
  const retryAfter = (Number.isFinite(seconds) && seconds > 0 ? seconds : 1) * 1000;
  return new SlackError(method, 'ratelimited', { retryAfter });
}

function parsed(body: string): JsonObject | undefined {
  try {
    return asObject(JSON.parse(body));
  } catch {
    return undefined;
  }
}
