import type { Incident } from '../core/incident.ts';
import { at, textAt } from '../core/json.ts';
import { SlackError } from '../core/ports.ts';
import type { Services } from './services.ts';
import type { PickedMessage } from './shortcut.ts';

/**
 * The incident whose card a message's thread hangs on (or that the message itself is); undefined if it is no card
 * of ours. Slack is asked, and what it says is held against the store: anybody can put metadata on a message. Throws StoreError, SlackError.
 */
export async function incidentOfThread(
  { channel, ts, threadTs = ts }: PickedMessage,
  { call, store }: Services,
): Promise<Incident | undefined> {
  const page = await call('conversations.replies', {
    channel,
    ts: threadTs,
    limit: 1,
    include_all_metadata: true,
  }).catch((error: unknown) => {
    // A channel that the app is not in holds no card of its own.
    if (error instanceof SlackError && !error.outcomeUnknown && error.code !== 'ratelimited')
      return undefined;
    throw error;
  });
  const messages = at(page, 'messages');
  const parent: unknown = Array.isArray(messages) ? messages[0] : undefined;
  const id = textAt(parent, 'metadata', 'event_payload', 'incident');
  const incident = id === undefined ? undefined : await store.get(id);
  const { card } = incident ?? {};
  return card?.channel === channel && card.ts === threadTs ? incident : undefined;
}
