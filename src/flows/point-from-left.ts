import type { CardPlace, Incident } from '../core/incident.ts';
import { mayHaveLeft, withLooked } from '../core/left-behind.ts';
import { holdsPenOf, isShown, withPen } from '../core/pen.ts';
import type { Clock, IncidentStore, Logger, Messenger } from '../core/ports.ts';

/** What looking for cards that were left behind needs. */
export interface PointPorts {
  readonly store: Pick<IncidentStore, 'listOpen' | 'listUndrawn' | 'get' | 'replace'>;
  readonly messenger: Pick<Messenger, 'findCards' | 'pointTo'>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The id of the alerts channel. */
  readonly channel: string;
  /** The id of the second channel, if there is one. */
  readonly secondChannel?: string | undefined;
  /** Makes an incident's card show what is stored. Throws SlackError or StoreError. */
  readonly draw: (incident: Incident) => Promise<unknown>;
}

/** How many incidents of each kind one round looks at, the newest first. */
const each = 50;

/** A closed one whose other channel has been out of reach for so long is not tried any more, in ms. */
const patience = 7 * 24 * 60 * 60_000;

/**
 * Makes cards that were left behind in another channel point to the one that goes on, as soon as that channel takes edits again.
 * Holds the pen meanwhile, so that the card that goes on cannot move. To be called every few minutes; a channel that is still out
 * of reach keeps no other incident waiting. Throws StoreError or SlackError.
 */
export async function pointFromLeft(ports: PointPorts): Promise<void> {
  const { store, clock } = ports;
  const [open, undrawn] = await Promise.all([store.listOpen(each), store.listUndrawn(each)]);
  const closed = undrawn.filter(({ explained }) => clock() - (explained?.at ?? 0) < patience);
  for (const { id } of [...open, ...closed].filter(mayHaveLeft)) {
    const incident = await store.get(id);
    // Whoever draws it, or died drawing it, is followed by somebody who looks again.
    if (incident?.card === undefined || incident.pen !== undefined || !mayHaveLeft(incident)) continue;
    const mine = withPen(incident, clock());
    if (!(await store.replace(mine))) continue;
    const all = await pointAll(ports, mine, incident.card);
    await layDown(ports, mine, all);
  }
}

/** True if every channel could be looked through. */
async function pointAll(
  { messenger, logger, channel, secondChannel }: PointPorts,
  incident: Incident,
  home: CardPlace,
): Promise<boolean> {
  const channels = [channel, ...(secondChannel === undefined ? [] : [secondChannel])];
  try {
    for (const where of channels) {
      const found = await messenger.findCards(where, incident);
      const left = found.filter((place) => place.channel !== home.channel || place.ts !== home.ts);
      for (const place of left) await messenger.pointTo(place, incident, home);
    }
    return true;
  } catch (error) {
    logger.info('card-still-left', { incident: incident.id, error: String(error) });
    return false;
  }
}

/** What came while nobody else could draw is drawn at once. */
async function layDown({ store, clock, draw }: PointPorts, mine: Incident, all: boolean): Promise<void> {
  let latest: Incident | undefined = mine;
  while (latest !== undefined && holdsPenOf(latest, mine)) {
    const next: Incident = withLooked(latest, all, clock());
    if (await store.replace(next)) {
      if (!isShown(next)) await draw(next);
      return;
    }
    latest = await store.get(mine.id);
  }
}
