import { eventModal } from '../../blocks/event-modal.ts';
import { noSuchIncidentNotice } from '../../blocks/notices.ts';
import { normalizedIncidentId } from '../../core/incident-id.ts';
import { pageOf } from '../../core/thread.ts';
import { defineAction } from '../action.ts';

/** The records behind one page of a timeline. Its value is the incident's id and the number of the page. */
export default defineAction({
  async press({ value, triggerId, locale }, { store, call }) {
    const [id = '', page = ''] = value.split(' ');
    const incident = await store.get(normalizedIncidentId(id));
    if (incident === undefined) return noSuchIncidentNotice(id, locale);
    const lines = pageOf(incident, Number(page));
    const records = await Promise.all(lines.map(({ at, mark }) => store.event(incident.id, at, mark)));
    const view = eventModal(
      incident,
      records.filter((record) => record !== undefined),
      locale,
    );
    await call('views.open', { trigger_id: triggerId, view });
    return undefined;
  },
});
