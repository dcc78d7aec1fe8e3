import type { Incident } from '../core/incident.ts';
import { holdsPenOf, isBeingDrawn, isShown, withPen } from '../core/pen.ts';
import { type Drawn, type DrawPorts, drawOnce, pacer } from './draw-once.ts';

/** There was more to draw than time; the message must come again. */
export class OutOfTimeError extends Error {
  override readonly name = 'OutOfTimeError';
}

/** True if nothing is left to draw here. */
function isDone({ cardOnly }: DrawPorts, incident: Incident): boolean {
  return cardOnly === true ? incident.card?.shows === incident.content : isShown(incident);
}

/** What one more round may take at worst, in ms. */
const roundTime = 25_000;

/**
 * Makes an incident's card and thread show what is stored, with one worker drawing at a time:
 *
 *     take the pen ── post, or edit ── record (conditional, the pen is laid down) ── look again ── done
 *          │ somebody else holds it → `elsewhere`: they look again when they are done
 *          └ somebody died with it  → what is not recorded is suspect: look in Slack, post only what is not there
 *
 * `incident` may be one that was just opened by the caller, who then holds the pen. Throws StoreError, SlackError or
 * OutOfTimeError; then the same call may be made again, and nothing is posted twice.
 */
export async function drawCard(ports: DrawPorts, incident: Incident, fresh: boolean): Promise<Drawn> {
  const paced = pacer(ports, incident.card?.at);
  let drawn: Drawn = 'unchanged';
  let current: Incident | undefined = incident;
  let holding = fresh;
  for (;;) {
    if (current === undefined || isDone(ports, current)) return drawn;
    if (!holding) {
      if (isBeingDrawn(current, ports.clock())) return drawn === 'unchanged' ? 'elsewhere' : drawn;
      if ((ports.timeLeft?.() ?? roundTime) < roundTime)
        throw new OutOfTimeError(`${current.id} changes faster than it is drawn.`);
      const mine: Incident = withPen(current, ports.clock());
      current = (await ports.store.replace(mine)) ? mine : await ports.store.get(incident.id);
      // The pen may be in this hand all the same: the answer was lost, and the incident changed before the write was repeated.
      if (current === undefined || !holdsPenOf(current, mine)) continue;
    }
    const step = await drawOnce(ports, current, paced);
    drawn = drawn === 'unchanged' ? step : drawn;
    holding = false;
    current = await ports.store.get(incident.id);
  }
}
