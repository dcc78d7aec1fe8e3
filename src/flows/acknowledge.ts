import { acknowledged } from '../core/acts.ts';
import type { Incident } from '../core/incident.ts';
import type { Clock, IncidentStore } from '../core/ports.ts';

/** What became of an acknowledgement. */
export type Acknowledgement =
  | { readonly outcome: 'done'; readonly incident: Incident }
  /** Somebody else was first; `incident` says who. Nothing changed. */
  | { readonly outcome: 'too-late'; readonly incident: Incident }
  /** The same person pressed twice, or Slack sent the press again. Nothing changed. */
  | { readonly outcome: 'already-yours'; readonly incident: Incident }
  | { readonly outcome: 'not-found' };

/** A card's recording or redrawing may change the version under a press; a press is not lost for that. */
const attempts = 5;

/**
 * Records that a person is on it, by one conditional write: of two who press at once, the first is recorded and the
 * second learns who it was. Throws StoreError when the store does not answer; then nothing changed.
 */
export async function acknowledge(
  ports: { readonly store: IncidentStore; readonly clock: Clock },
  id: string,
  person: { readonly user: string; readonly name: string },
): Promise<Acknowledgement> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const incident = await ports.store.get(id);
    if (incident === undefined) return { outcome: 'not-found' };
    const next = acknowledged(incident, { by: person.user, name: person.name, at: ports.clock() });
    if (next === undefined) {
      return { outcome: incident.acknowledged?.by === person.user ? 'already-yours' : 'too-late', incident };
    }
    if (await ports.store.replace(next)) return { outcome: 'done', incident: next };
  }
  throw new Error(`${id} changed ${attempts} times while it was being acknowledged.`);
}
