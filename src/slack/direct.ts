import type { SlackMessage } from '../blocks/message.ts';
import type { CardPlace } from '../core/incident.ts';
import { textAt } from '../core/json.ts';
import type { Locale } from '../core/locale.ts';
import { type People, SlackError } from '../core/ports.ts';
import type { SlackCall } from './call.ts';
import { inert } from './inert.ts';

/**
 * Sends a person a direct message in their own language, and says where it is. Throws SlackError: `user_disabled` for
 * somebody who left, `user_not_found` for nobody.
 */
export type SendDirect = (user: string, words: (locale: Locale) => SlackMessage) => Promise<CardPlace>;

/**
 * The conversation is opened first, though chat.postMessage takes a person's id as well: it takes the id of somebody who
 * left without a word (slackapi/python-slack-sdk#1156), and a question that nobody can read must not count as asked.
 * https://docs.slack.dev/reference/methods/conversations.open
 */
export function createDirect(options: { readonly call: SlackCall; readonly people: People }): SendDirect {
  const { call, people } = options;
  return async (user, words) => {
    const [opened, { locale }] = await Promise.all([
      call('conversations.open', { users: user }),
      people.profile(user),
    ]);
    const channel = textAt(opened, 'channel', 'id');
    if (channel === undefined) throw new SlackError('conversations.open', 'answer-without-channel');
    const answer = await call('chat.postMessage', { channel, ...words(locale), ...inert });
    const ts = textAt(answer, 'ts');
    if (ts === undefined) throw new SlackError('chat.postMessage', 'answer-without-ts');
    return { channel, ts };
  };
}
