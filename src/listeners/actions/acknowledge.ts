import { normalizedIncidentId } from '../../core/incident.ts';
import { acknowledgeAs } from '../acknowledging.ts';
import { defineAction } from '../action.ts';

export default defineAction({
  async press(press, services) {
    const result = await acknowledgeAs(press, normalizedIncidentId(press.value), services, press.place);
    return result.done ? undefined : result.notice;
  },
});
