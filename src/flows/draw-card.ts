import type { CardPlace, Incident } from '../core/incident.ts';
import { isBeingDrawn, isShown, withCard, withoutPen, withPen } from '../core/pen.ts';
import { type Clock, type IncidentStore, type Messenger, SlackError } from '../core/ports.ts';

/** What drawing a card needs. */
export interface DrawPorts {
  readonly store: IncidentStore;
  readonly messenger: Messenger;
  readonly clock: Clock;
  /** The id of the alerts channel. */
  readonly channel: string;
  /** Waits, in ms. */
  readonly pause: (ms: number) => Promise<void>;
}

/** What became of a card. `elsewhere`: another worker draws it, and will see this change before it is done. */
export type Drawn = 'posted' | 'found' | 'updated' | 'unchanged' | 'elsewhere';

/** Slack takes about one edit a second of a message. */
const betweenEdits = 1_000;

/**
 * Makes an incident's card show what is stored, with one worker drawing at a time:
 *
 *     take the pen ── post, or edit ── record (conditional, the pen is laid down) ── look again ── done
 *          │ somebody else holds it → `elsewhere`: they look again when they are done
 *          └ somebody died with it  → the first card is suspect: look in the channel, post only if nothing is there
 *
 * `incident` may be one that was just opened by the caller, who then holds the pen. Throws StoreError or SlackError; then
 * the same call may be made again, and no card is posted twice.
 */
export async function drawCard(ports: DrawPorts, incident: Incident, fresh: boolean): Promise<Drawn> {
  let drawn: Drawn = 'unchanged';
  let current: Incident | undefined = incident;
  let holding = fresh;
  for (;;) {
    if (current === undefined || isShown(current)) return drawn;
    if (!holding) {
      if (isBeingDrawn(current, ports.clock())) return drawn === 'unchanged' ? 'elsewhere' : drawn;
      const mine: Incident = withPen(current, ports.clock());
      if (!(await ports.store.replace(mine))) {
        current = await ports.store.get(incident.id);
        continue;
      }
      current = mine;
    }
    if (drawn !== 'unchanged') await ports.pause(betweenEdits);
    const step = await draw(ports, current);
    drawn = drawn === 'unchanged' ? step : drawn;
    holding = false;
    current = await ports.store.get(incident.id);
  }
}

/** Draws once, holding the pen, and records what was drawn. */
async function draw(ports: DrawPorts, mine: Incident): Promise<Drawn> {
  try {
    const found =
      mine.card === undefined && mine.pen?.suspect === true
        ? await ports.messenger.findCard(ports.channel, mine)
        : undefined;
    const place = mine.card ?? found;
    if (place === undefined) {
      await record(ports, mine, await ports.messenger.postCard(ports.channel, mine));
      return 'posted';
    }
    await ports.messenger.updateCard(place, mine);
    await record(ports, mine, place);
    return found === undefined ? 'updated' : 'found';
  } catch (error) {
    await layDown(ports, mine, !(error instanceof SlackError) || error.outcomeUnknown);
    throw error;
  }
}

/** Others may add events or acknowledge while the card is drawn: the record then goes onto their version. */
async function record(ports: DrawPorts, drawn: Incident, place: CardPlace): Promise<void> {
  let current: Incident = drawn;
  while (!(await ports.store.replace(withCard(current, place, drawn.content, ports.clock())))) {
    const latest = await ports.store.get(drawn.id);
    if (latest === undefined) return;
    current = latest;
  }
}

/** If this fails, too, the pen runs out by itself. */
async function layDown(ports: DrawPorts, mine: Incident, outcomeUnknown: boolean): Promise<void> {
  try {
    let current: Incident | undefined = mine;
    while (
      current !== undefined &&
      !(await ports.store.replace(withoutPen(current, outcomeUnknown, ports.clock())))
    ) {
      current = await ports.store.get(mine.id);
    }
  } catch {
    // The reason for being here is thrown by the caller, and says more.
  }
}
