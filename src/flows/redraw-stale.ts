import type { Incident } from '../core/incident.ts';
import { isBeingDrawn, isShown } from '../core/pen.ts';
import type { Clock, IncidentStore, Logger } from '../core/ports.ts';

/** What looking after cards needs. */
export interface RedrawStalePorts {
  readonly store: Pick<IncidentStore, 'listOpen'>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Makes an incident's card show what is stored. Throws SlackError or StoreError. */
  readonly draw: (incident: Incident) => Promise<unknown>;
}

/** How many open incidents one round looks at, the newest first. */
const each = 50;

/**
 * Draws the cards of open incidents that show less than is stored and that nobody draws: a function that ended between a
 * press and its card leaves such a one, and Slack sends no press twice. To be called about once a minute. A card that Slack
 * refuses keeps no other waiting. Throws StoreError.
 */
export async function redrawStale({ store, clock, logger, draw }: RedrawStalePorts): Promise<void> {
  for (const incident of await store.listOpen(each)) {
    // Its first card is the business of the message that opened it, which comes again until it is there.
    if (incident.card === undefined || isShown(incident) || isBeingDrawn(incident, clock())) continue;
    await draw(incident).catch((error: unknown) => {
      logger.warn('card-not-redrawn', { incident: incident.id, error: String(error) });
    });
  }
}
