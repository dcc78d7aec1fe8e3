import { incidentCard } from '../blocks/incident-card.ts';
import type { CardPlace, Incident } from '../core/incident.ts';
import { at, textAt } from '../core/json.ts';
import type { Locale } from '../core/locale.ts';
import { type Directory, type Messenger, SlackError } from '../core/ports.ts';
import type { SlackCall } from './call.ts';

/** What makes a message ours when it is looked for: Slack has no idempotency key, but keeps metadata. */
const eventType = 'rootguard_incident';

/** Messages carry addresses and names that an attacker chose: Slack must neither link, parse nor unfurl them. */
const inert = { parse: 'none', link_names: false, unfurl_links: false, unfurl_media: false } as const;

/** How far before the opening of an incident its card is looked for, in seconds: clocks differ. */
const slack = 120;

/** Cards in Slack, written in the channel's language. */
export function createMessenger(options: {
  readonly call: SlackCall;
  readonly directory: Directory;
  readonly language: Locale;
}): Messenger {
  const { call, directory, language } = options;
  const message = async (incident: Incident) => {
    await directory.prepare([incident.account]);
    return { ...incidentCard(incident, directory.nameOf(incident.account), language), ...inert };
  };

  return {
    async postCard(channel, incident) {
      const metadata = { event_type: eventType, event_payload: { incident: incident.id } };
      const answer = await call('chat.postMessage', { channel, ...(await message(incident)), metadata });
      return placeOf(answer, channel);
    },

    async updateCard({ channel, ts }, incident) {
      await call('chat.update', { channel, ts, ...(await message(incident)) });
    },

    async findCard(channel, incident) {
      const oldest = (incident.openedAt / 1000 - slack).toFixed(6);
      let cursor: string | undefined;
      do {
        const page = await call('conversations.history', {
          channel,
          oldest,
          limit: 200,
          cursor,
          include_all_metadata: true,
        });
        const found = messagesOf(page).find((candidate) => isCardOf(candidate, incident.id));
        if (found !== undefined) return placeOf(found, channel);
        cursor = textAt(page, 'response_metadata', 'next_cursor');
      } while (cursor !== undefined);
      return undefined;
    },
  };
}

function messagesOf(page: unknown): readonly unknown[] {
  const messages = at(page, 'messages');
  return Array.isArray(messages) ? messages : [];
}

function isCardOf(message: unknown, incident: string): boolean {
  return (
    textAt(message, 'metadata', 'event_type') === eventType &&
    textAt(message, 'metadata', 'event_payload', 'incident') === incident
  );
}

function placeOf(answer: unknown, channel: string): CardPlace {
  const ts = textAt(answer, 'ts');
  if (ts === undefined) throw new SlackError('chat.postMessage', 'answer-without-ts');
  return { channel: textAt(answer, 'channel') ?? channel, ts };
}
