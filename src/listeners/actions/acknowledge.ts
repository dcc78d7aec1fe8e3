import { normalizedIncidentId } from '../../core/incident-id.ts';
import { acknowledgeAs } from '../acknowledging.ts';
import { defineAction } from '../action.ts';

export default defineAction({
  async press(press, services) {
    const result = await acknowledgeAs(press, normalizedIncidentId(press.value), services);
    return result.done ? undefined : result.notice;
  },
});
