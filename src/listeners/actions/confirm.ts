import { confirmed, withInvolved } from '../../core/explaining.ts';
import type { Act, Incident } from '../../core/incident.ts';
import { normalizedIncidentId } from '../../core/incident-id.ts';
import { involvedIn } from '../../flows/involved.ts';
import { actAs } from '../acting.ts';
import { defineAction } from '../action.ts';
import { readSeen } from '../seen.ts';

/** The second person agrees with the explanation that they saw. */
export default defineAction({
  async press(press, services) {
    const { typed, seen } = readSeen(press.value);
    const incident = await services.store.get(normalizedIncidentId(typed));
    const involved = incident === undefined ? [] : await involvedIn(services, incident);
    const change = (now: Incident, act: Act) => confirmed(withInvolved(now, involved), act, seen);
    const result = await actAs(press, { typed, act: 'confirm', change }, services);
    return result.done ? undefined : result.notice;
  },
});
