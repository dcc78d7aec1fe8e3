import { type Act, changed, type Incident } from './incident.ts';

/** The incident acknowledged, or undefined if somebody already did: an acknowledgement is never taken over silently. */
export function acknowledged(incident: Incident, act: Act): Incident | undefined {
  if (incident.state !== 'open') return undefined;
  return changed({ ...incident, state: 'acknowledged', acknowledged: act }, { ...act, did: 'acknowledged' });
}
