import type { Incident } from '../core/incident.ts';
import { isBeingDrawn, isShown } from '../core/pen.ts';
import type { Clock, IncidentStore, Logger } from '../core/ports.ts';

/** What looking after cards needs. */
export interface RedrawStalePorts {
  readonly store: Pick<IncidentStore, 'listOpen' | 'listUndrawn'>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Makes an incident's card show what is stored. Throws SlackError or StoreError. */
  readonly draw: (incident: Incident) => Promise<unknown>;
}

/** How many incidents of each kind one round looks at, the newest first. */
const each = 50;

/** A closed one that Slack has refused for so long is not tried any more, in ms: nobody waits for it. */
const patience = 24 * 60 * 60_000;

/**
 * Draws the cards of incidents that show less than is stored and that nobody draws: a function that ended between a
 * press and its card leaves such a one, and Slack sends no press twice. To be called about once a minute. A card that Slack
 * refuses keeps no other waiting. Throws StoreError.
 */
export async function redrawStale({ store, clock, logger, draw }: RedrawStalePorts): Promise<void> {
  const [open, undrawn] = await Promise.all([store.listOpen(each), store.listUndrawn(each)]);
  const closed = undrawn.filter(({ explained }) => clock() - (explained?.at ?? 0) < patience);
  for (const incident of [...open, ...closed]) {
    // Its first card is the business of the message that opened it, which comes again until it is there.
    if (incident.card === undefined || isShown(incident) || isBeingDrawn(incident, clock())) continue;
    await draw(incident).catch((error: unknown) => {
      logger.warn('card-not-redrawn', { incident: incident.id, error: String(error) });
    });
  }
}
