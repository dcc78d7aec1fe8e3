import { eventModal } from '../../blocks/event-modal.ts';
import { noSuchIncidentNotice } from '../../blocks/notices.ts';
import { normalizedIncidentId } from '../../core/incident-id.ts';
import { defineAction } from '../action.ts';

export default defineAction({
  async press({ value, triggerId, locale }, { store, call }) {
    const incident = await store.get(normalizedIncidentId(value));
    if (incident === undefined) return noSuchIncidentNotice(value, locale);
    const { time, mark } = incident.event;
    const record = await store.event(incident.id, time, mark);
    const view = eventModal(incident, record === undefined ? [] : [record], locale);
    await call('views.open', { trigger_id: triggerId, view });
    return undefined;
  },
});
