import { askingAwsNotice } from '../../blocks/act-notices.ts';
import { normalizedIncidentId } from '../../core/incident-id.ts';
import { defineAction } from '../action.ts';
import { refused } from '../permission.ts';

/** Asks AWS again what the playbook can be told by; the checklist shows what came of it. */
export default defineAction({
  async press(press, services) {
    const incident = normalizedIncidentId(press.value);
    const refusal = await refused(press, `recheck ${incident.slice(0, 20)}`, services);
    if (refusal !== undefined) return refusal;
    await services.jobs.enqueue({ kind: 'recheck', incident });
    return askingAwsNotice(press.locale);
  },
});
