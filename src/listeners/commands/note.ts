import { notedNotice, noteTooLongNotice } from '../../blocks/act-notices.ts';
import { noIdNotice } from '../../blocks/notices.ts';
import { longestText, noted } from '../../core/acts.ts';
import { actAs } from '../acting.ts';
import { defineCommand } from '../command.ts';
import { openNoteForm } from '../open-act-form.ts';
import { plainWords } from '../plain-words.ts';

export default defineCommand({
  summary: { en: 'write something down about an alert', ko: '알림에 메모 남기기' },
  usage: '<id> [text]',
  answers: 'now',
  async run(question, services) {
    const { args, locale, triggerId } = question;
    const [typed = '', ...words] = args.split(' ');
    if (typed === '') return noIdNotice('note', locale);
    // The manifest asks Slack to turn names into ids (should_escape).
    const text = await plainWords(words.join(' '), async (id) => (await services.people.profile(id)).name);
    if (text === '') return await openNoteForm(question, typed, services);
    if (text.length > longestText) return noteTooLongNotice(text.length, locale);
    // Slack gives every command a trigger of its own, also one that it sends twice the same.
    const note = { text, source: triggerId.slice(0, 100) };
    const result = await actAs(
      question,
      { typed, act: 'note', change: (incident, act) => noted(incident, act, note) },
      services,
    );
    return result.done ? notedNotice(result.incident, locale) : result.notice;
  },
});
