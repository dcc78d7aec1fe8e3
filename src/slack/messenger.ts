import { cardPointer } from '../blocks/card-pointer.ts';
import { incidentCard } from '../blocks/incident-card.ts';
import { threadReply } from '../blocks/thread-reply.ts';
import { spaced } from '../blocks/words.ts';
import { type Incident, leading } from '../core/incident.ts';
import { textAt } from '../core/json.ts';
import type { Locale } from '../core/locale.ts';
import { type Directory, type FoundCard, type Messenger, SlackError } from '../core/ports.ts';
import { isSeverity } from '../core/severity.ts';
import type { SlackCall } from './call.ts';
import { inert } from './inert.ts';
import { findMessage, messagesIn, placeOf } from './own-messages.ts';

/** What makes a message ours when it is looked for; see own-messages.ts. */
const eventType = 'rootguard_incident';

/** Cards and their threads in Slack, written in the channel's language. */
export function createMessenger(options: {
  readonly call: SlackCall;
  readonly directory: Directory;
  readonly language: Locale;
  /** The id of the user group that reminders mention: the one mention that is wanted. */
  readonly onCall?: string | undefined;
}): Messenger {
  const { call, directory, language, onCall } = options;
  const card = async (incident: Incident, elsewhere?: string) => {
    await directory.prepare([incident.account]);
    return { ...incidentCard(incident, directory.nameOf(incident.account), language, elsewhere), ...inert };
  };
  const metadata = (incident: Incident, part: string) => ({
    event_type: eventType,
    event_payload: { incident: incident.id, part, severity: leading(incident).severity },
  });

  return {
    async postCard(channel, incident, elsewhere) {
      const answer = await call('chat.postMessage', {
        channel,
        ...(await card(incident, elsewhere)),
        metadata: metadata(incident, 'card'),
      });
      return placeOf(answer, channel);
    },

    async updateCard({ channel, ts }, incident) {
      await call('chat.update', { channel, ts, ...(await card(incident, incident.card?.elsewhere)) });
    },

    async findCard(channel, incident) {
      const where = { channel, since: incident.openedAt };
      const found = await findMessage(call, where, (message) => partOf(message, incident.id) === 'card');
      return found === undefined ? undefined : foundCard(found, channel);
    },

    async findCards(channel, incident) {
      const cards: FoundCard[] = [];
      for await (const messages of messagesIn(call, { channel, since: incident.openedAt }))
        for (const message of messages)
          if (partOf(message, incident.id) === 'card') cards.push(foundCard(message, channel));
      return cards;
    },

    async pointTo({ channel, ts }, incident, home) {
      await directory.prepare([incident.account]);
      const account = directory.nameOf(incident.account) ?? spaced(incident.account);
      const message = cardPointer(incident, account, home.channel, language);
      // It is no card any more: whoever looks for one must not find it.
      await call('chat.update', { channel, ts, ...message, ...inert, metadata: metadata(incident, 'left') });
    },

    async postReply({ channel, ts }, incident, reply) {
      const answer = await call('chat.postMessage', {
        channel,
        thread_ts: ts,
        ...(reply.loud === true && { reply_broadcast: true }),
        ...threadReply(incident, reply, {
          account: directory.nameOf(incident.account),
          locale: language,
          onCall,
        }),
        ...inert,
        metadata: metadata(incident, reply.key),
      });
      return placeOf(answer, channel).ts;
    },

    async updateReply({ channel }, ts, incident, reply) {
      const account = directory.nameOf(incident.account);
      const message = threadReply(incident, reply, { account, locale: language, onCall });
      await call('chat.update', { channel, ts, ...message, ...inert });
    },

    async removeReply({ channel }, ts) {
      await call('chat.delete', { channel, ts }).catch((error: unknown) => {
        if (!(error instanceof SlackError) || error.code !== 'message_not_found') throw error;
      });
    },

    async findReplies({ channel, ts }, incident) {
      const found = new Map<string, string>();
      for await (const messages of messagesIn(call, { channel, thread: ts })) {
        for (const message of messages) {
          const part = partOf(message, incident.id);
          const at = textAt(message, 'ts');
          if (part !== undefined && part !== 'card' && at !== undefined) found.set(part, at);
        }
      }
      return found;
    },
  };
}

/** Which part of the incident a message is: its card, or a reply's key; undefined if it is none of ours. */
function partOf(message: unknown, incident: string): string | undefined {
  if (textAt(message, 'metadata', 'event_type') !== eventType) return undefined;
  if (textAt(message, 'metadata', 'event_payload', 'incident') !== incident) return undefined;
  return textAt(message, 'metadata', 'event_payload', 'part') ?? 'card';
}

/** A severity that cannot be read is taken for the lowest: then a rise is rather said again than not at all. */
function foundCard(message: unknown, channel: string): FoundCard {
  const severity = textAt(message, 'metadata', 'event_payload', 'severity');
  return { ...placeOf(message, channel), announced: isSeverity(severity) ? severity : 'low' };
}
