import { authorOf } from './message.js';
import { mrkdwn } from './mrkdwn.js';

/** Counts what was not seen, and reads new messages out to people who do not see the page. */
export function createUnread(announcer) {
  /** The newest timestamp seen, by person and channel. */
  const seen = new Map();
  let heard;

  const announce = (messages, reader) => {
    const newest = messages.at(-1);
    const before = heard;
    heard = newest?.ts ?? '';
    if (newest === undefined || before === undefined || newest.ts <= before) return;
    const { name } = authorOf(newest, reader);
    const text = mrkdwn(newest.text, reader)
      .map((node) => node.textContent ?? node)
      .join('');
    announcer.textContent = reader.words.newMessage(name, text);
  };

  return {
    /** Unread messages by channel, for the person; those of `place` are seen now. */
    count({ messages, ephemeral }, reader, place) {
      // A conversation that was there before is no news; a direct message that has just been opened is.
      const start = (channel, list) => (reader.isDirect(channel) ? '' : (list.at(-1)?.ts ?? ''));
      const all = [...[...messages.values()].flat(), ...ephemeral].sort((a, b) => (a.ts < b.ts ? -1 : 1));
      announce(all, reader);
      const counts = [...messages].map(([channel, list]) => {
        const key = `${reader.user} ${channel}`;
        if (channel === place) seen.set(key, list.at(-1)?.ts ?? '');
        else if (!seen.has(key)) seen.set(key, start(channel, list));
        return [channel, list.filter(({ ts }) => ts > seen.get(key)).length];
      });
      return new Map(counts);
    },
  };
}
