import { claimForm } from '../../blocks/claim-form.ts';
import { normalizedIncidentId } from '../../core/incident-id.ts';
import { defineAction } from '../action.ts';
import { openModal } from '../open-modal.ts';

/** Somebody who says that it was them says why, too; only then it counts. */
export default defineAction({
  async press(press, services) {
    const incident = normalizedIncidentId(press.value);
    await openModal(press, claimForm(press.user, incident, press.locale), services);
    return undefined;
  },
});
