import { noteTooLong } from '../../blocks/act-notices.ts';
import { longestText, noted } from '../../core/acts.ts';
import { actAs } from '../acting.ts';
import { rememberIncident } from '../remember-incident.ts';
import { defineView } from '../view.ts';

export default defineView({
  who: 'responders',
  remember: rememberIncident,
  async submit(submission, services) {
    const { memory, values, viewId, locale } = submission;
    const text = values.text('text')?.toWellFormed() ?? '';
    if (text === '' || text.length > longestText)
      return { errors: { text: noteTooLong(text.length, locale) } };
    const note = { text, source: viewId };
    const result = await actAs(
      submission,
      { typed: memory.id, act: 'note', change: (incident, act) => noted(incident, act, note) },
      services,
    );
    return result.done ? 'close' : { tell: result.notice };
  },
});
