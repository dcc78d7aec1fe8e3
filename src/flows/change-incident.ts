import type { Acted, Refusal } from '../core/acts.ts';
import { type Ladder, scheduled } from '../core/escalation.ts';
import type { Incident } from '../core/incident.ts';
import { type Clock, type IncidentStore, StoreError } from '../core/ports.ts';

/** What changing an incident needs. */
export interface ChangePorts {
  readonly store: Pick<IncidentStore, 'get' | 'replace'>;
  readonly clock: Clock;
  readonly ladder: Ladder;
}

/** What became of an act. */
export type Changed =
  | { readonly outcome: 'done'; readonly incident: Incident }
  /** Nothing changed; `incident` is what stands in the way. */
  | { readonly outcome: 'refused'; readonly why: Refusal; readonly incident: Incident }
  | { readonly outcome: 'not-found' };

/** A card's recording or redrawing may change the version under a press; a press is not lost for that. */
const attempts = 20;

/**
 * Changes an incident by one conditional write: of two who press at once, the first is recorded and the second is judged by
 * what the first one did. Throws StoreError when the store does not answer; then nothing changed.
 */
export async function changeIncident(
  { store, clock, ladder }: ChangePorts,
  id: string,
  act: (incident: Incident, now: number) => Acted,
): Promise<Changed> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const incident = await store.get(id);
    if (incident === undefined) return { outcome: 'not-found' };
    const next = act(incident, clock());
    if (typeof next === 'string') return { outcome: 'refused', why: next, incident };
    const planned = scheduled(next, ladder);
    if (await store.replace(planned)) return { outcome: 'done', incident: planned };
  }
  throw new StoreError(`${id} changed ${attempts} times while somebody acted on it.`);
}
