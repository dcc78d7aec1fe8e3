import type { CardPlace } from '../core/incident.ts';
import { at, textAt } from '../core/json.ts';
import { SlackError } from '../core/ports.ts';
import type { SlackCall } from './call.ts';

/*
 * Finding our own messages again. Slack has no idempotency key, but it keeps metadata: whatever may have been posted, by a worker
 * that died or whose answer was lost, is looked for by it before it is posted again.
 * https://docs.slack.dev/messaging/message-metadata
 */

/** How far before it can have been posted a message is looked for, in ms: clocks differ. */
const reach = 120_000;

/** Where to look: a channel from a time on (ms since the epoch), or the thread of a message. */
export type Where =
  | { readonly channel: string; readonly since: number }
  | { readonly channel: string; readonly thread: string };

/** The messages there, page by page. Throws SlackError. */
export async function* messagesIn(call: SlackCall, where: Where): AsyncGenerator<readonly unknown[]> {
  const { channel } = where;
  const read = (page: object) =>
    'thread' in where
      ? call('conversations.replies', { channel, ts: where.thread, ...page })
      : call('conversations.history', {
          channel,
          oldest: ((where.since - reach) / 1_000).toFixed(6),
          ...page,
        });
  let cursor: string | undefined;
  do {
    const page = await read({ limit: 200, cursor, include_all_metadata: true });
    const messages = at(page, 'messages');
    yield Array.isArray(messages) ? messages : [];
    cursor = textAt(page, 'response_metadata', 'next_cursor');
  } while (cursor !== undefined);
}

/** The newest message there that is the one; undefined if there is none. Throws SlackError. */
export async function findMessage(
  call: SlackCall,
  where: Where,
  isIt: (message: unknown) => boolean,
): Promise<unknown> {
  for await (const messages of messagesIn(call, where)) {
    const found = messages.find(isIt);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether a message bears metadata of this type with all of these values. */
export function bears(
  message: unknown,
  type: string,
  payload: Readonly<Record<string, string | number>>,
): boolean {
  return (
    textAt(message, 'metadata', 'event_type') === type &&
    Object.entries(payload).every(([key, value]) => at(message, 'metadata', 'event_payload', key) === value)
  );
}

/** Where a message is: Slack's answer to a post, or the message itself. Throws SlackError. */
export function placeOf(answer: unknown, channel: string): CardPlace {
  const ts = textAt(answer, 'ts');
  if (ts === undefined) throw new SlackError('chat.postMessage', 'answer-without-ts');
  return { channel: textAt(answer, 'channel') ?? channel, ts };
}
