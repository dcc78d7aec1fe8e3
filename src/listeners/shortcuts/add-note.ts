import {
  noAlertHereNotice,
  notedNotice,
  noteTooLongNotice,
  nothingWrittenNotice,
  ownMessageNotice,
} from '../../blocks/act-notices.ts';
import { longestText, noted } from '../../core/acts.ts';
import type { Act, Incident } from '../../core/incident.ts';
import { actAs } from '../acting.ts';
import { incidentOfThread } from '../incident-of-thread.ts';
import { plainWords } from '../plain-words.ts';
import { defineShortcut } from '../shortcut.ts';

/** Makes a note of what somebody wrote in an alert's thread. The message itself names the note, so it is taken once. */
export default defineShortcut({
  on: 'message',
  async run(picked, services) {
    const { message, locale, user } = picked;
    const incident = message === undefined ? undefined : await incidentOfThread(message, services);
    if (message === undefined || incident === undefined) return noAlertHereNotice(locale);
    if (isOurs(message.ts, incident)) return ownMessageNotice(locale);
    const { people } = services;
    const text = await plainWords(message.text, async (id) => (await people.profile(id)).name);
    if (text === '') return nothingWrittenNotice(locale);
    if (text.length > longestText) return noteTooLongNotice(text.length, locale);
    const { author } = message;
    const writer =
      author === undefined || author === user ? {} : { author: (await people.profile(author)).name };
    const note = { text, source: `${message.channel} ${message.ts}`, ...writer };
    const doing = {
      typed: incident.id,
      act: 'note',
      change: (found: Incident, act: Act) => noted(found, act, note),
    };
    const result = await actAs(picked, doing, services);
    return result.done ? notedNotice(result.incident, locale) : result.notice;
  },
});

/** What RootGuard itself said is in the log as it is. */
function isOurs(ts: string, { card, thread }: Incident): boolean {
  return ts === card?.ts || thread.some((reply) => reply.ts === ts);
}
