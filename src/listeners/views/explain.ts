import { explainedNotice } from '../../blocks/act-notices.ts';
import { explainFlaw } from '../../blocks/explain-flaws.ts';
import { noSuchIncidentNotice } from '../../blocks/notices.ts';
import { longestText } from '../../core/acts.ts';
import { explainedAs, withInvolved } from '../../core/explaining.ts';
import { involvedIn } from '../../flows/involved.ts';
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
    const seen = await services.store.get(memory.id);
    if (seen === undefined) return { tell: noSuchIncidentNotice(memory.id, locale) };
    const filled = { verdict: values.option('verdict'), plan: values.text('plan'), text };
    const [said, involved] = await Promise.all([
      readSaid(filled, seen, services),
      involvedIn(services, seen),
    ]);
    if ('flaw' in said) return { errors: { [said.field]: explainFlaw(said.flaw, locale) } };
    const result = await actAs(
      submission,
      {
        typed: memory.id,
        act: 'explain',
        change: (incident, act) => explainedAs(withInvolved(incident, involved), act, said, services.ladder),
      },
      services,
    );
    if (!result.done) return { tell: result.notice };
    if (said.verdict === 'not-us') await services.jobs.enqueue({ kind: 'recheck', incident: memory.id });
    return result.incident.state === 'explained'
      ? 'close'
      : { tell: explainedNotice(result.incident, locale) };
  },
});
