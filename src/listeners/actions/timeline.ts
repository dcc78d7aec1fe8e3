import { noSuchIncidentNotice } from '../../blocks/notices.ts';
import { timelineModal } from '../../blocks/timeline-modal.ts';
import { normalizedIncidentId } from '../../core/incident-id.ts';
import { defineAction } from '../action.ts';
import { openModal } from '../open-modal.ts';

export default defineAction({
  async press(press, services) {
    const incident = await services.store.get(normalizedIncidentId(press.value));
    if (incident === undefined) return noSuchIncidentNotice(press.value, press.locale);
    await openModal(press, timelineModal(incident, services.ladder, press.locale), services);
    return undefined;
  },
});
