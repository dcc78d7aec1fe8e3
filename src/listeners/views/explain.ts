import { explainedNotice } from '../../blocks/act-notices.ts';
import { explainFlaw } from '../../blocks/explain-flaws.ts';
import { longestText } from '../../core/acts.ts';
import { explainedAs } from '../../core/explaining.ts';
import { actAs } from '../acting.ts';
import { readSaid } from '../read-said.ts';
import { rememberIncident } from '../remember-incident.ts';
import { defineView } from '../view.ts';

export default defineView({
  who: 'responders',
  remember: rememberIncident,
  async submit(submission, services) {
    const { memory, values, locale } = submission;
    const text = values.text('text')?.toWellFormed() ?? '';
    if (text.length > longestText) return { errors: { text: explainFlaw('too-long', locale) } };
    const said = await readSaid(
      { verdict: values.option('verdict'), plan: values.text('plan'), text, incident: memory.id },
      services,
    );
    if ('flaw' in said) return { errors: { [said.field]: explainFlaw(said.flaw, locale) } };
    const result = await actAs(
      submission,
      {
        typed: memory.id,
        act: 'explain',
        change: (incident, act) => explainedAs(incident, act, said, services.ladder),
      },
      services,
    );
    if (!result.done) return { tell: result.notice };
    return result.incident.state === 'explained'
      ? 'close'
      : { tell: explainedNotice(result.incident, locale) };
  },
});
