import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonObject } from '../../src/core/json.ts';
import { SlackRefusal } from './refusal.ts';
import type { SlackFault } from './types.ts';

/** An HTTP answer of the local Slack, or a connection that breaks. */
export type Reply =
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body: JsonObject | string;
      /** Slack's error, for the log of calls. */
      readonly error?: string;
    }
  | 'reset';

/** Slack's usual answer: `{"ok":true,…}`. */
export function okReply(body: JsonObject): Reply {
  return { status: 200, body: { ok: true, ...body } };
}

/** `{"ok":false,"error":…}`, with 200 as the Web API does it or with another status. */
export function errorReply(error: string, more: JsonObject = {}, status = 200): Reply {
  return { status, body: { ok: false, error, ...more }, error };
}

/** 429 with Retry-After in seconds. https://docs.slack.dev/apis/web-api/rate-limits */
export function rateLimitedReply(seconds: number): Reply {
  return {
    status: 429,
    headers: { 'Retry-After': String(seconds) },
    body: { ok: false, error: 'ratelimited' },
    error: 'ratelimited',
  };
}

/** Runs a step; what it refuses becomes Slack's error answer. Any other error is a bug here and is thrown on. */
export function replyOf(step: () => Reply, status = 200): Reply {
  try {
    return step();
  } catch (error) {
    if (error instanceof SlackRefusal) return errorReply(error.code, error.more, status);
    throw error;
  }
}

/**
 * Answers with the scripted fault, if there is one: before or after Slack has done what was asked, late, or not at
 * all. `signal` ends the waiting when the workspace closes.
 */
export async function replyWithFault(
  fault: SlackFault | undefined,
  accept: () => Reply,
  signal: AbortSignal,
): Promise<Reply> {
  if (fault === undefined) return accept();
  const early = fault.afterAccept === true ? accept() : undefined;
  if (fault.hangMs !== undefined) {
    // When the workspace closes in the meantime, the connection is cut.
    const waited = await sleep(fault.hangMs, true, { signal }).catch(() => false);
    if (!waited) return 'reset';
  }
  if (fault.reset === true) return 'reset';
  if (fault.status === 200 && fault.error === undefined) return early ?? accept();
  if (fault.status === 429) return rateLimitedReply(fault.retryAfter ?? 1);
  if (fault.error !== undefined) return errorReply(fault.error, {}, fault.status);
  return { status: fault.status, body: `HTTP ${fault.status}`, error: `http_${fault.status}` };
}
