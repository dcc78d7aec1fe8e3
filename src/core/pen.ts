import { type CardPlace, type Incident, penTime } from './incident.ts';

/**
 * Drawing a card is for one worker at a time. Whoever draws looks again before laying the pen down, so a change that comes
 * meanwhile is drawn, too; if they die, the message that made them draw is delivered again.
 */

/** True if the card shows everything there is to show. */
export function isShown({ card, content }: Incident): boolean {
  return card?.shows === content;
}

/** True while some worker draws. `now` is in ms since the epoch. */
export function isBeingDrawn({ pen }: Incident, now: number): boolean {
  return pen !== undefined && now < pen.until;
}

/** The incident with the pen taken. After a worker that died holding it, a first card is suspect: it may have been posted. */
export function withPen(incident: Incident, now: number): Incident {
  const suspect = incident.card === undefined && incident.pen !== undefined;
  return { ...incident, pen: { until: now + penTime, suspect }, version: incident.version + 1 };
}

/**
 * The incident after Slack did not take its card. The pen is laid down; where nobody knows whether Slack took the card,
 * it is left to run out at once, which tells the next worker to look in the channel first.
 */
export function withoutPen(incident: Incident, outcomeUnknown: boolean, now: number): Incident {
  const { pen, ...rest } = incident;
  const suspect = incident.card === undefined && (outcomeUnknown || pen?.suspect === true);
  return { ...rest, ...(suspect && { pen: { until: now, suspect } }), version: incident.version + 1 };
}

/** The incident with its card drawn as of `content`, and the pen laid down. `now` is in ms since the epoch. */
export function withCard(
  incident: Incident,
  { channel, ts }: CardPlace,
  content: number,
  now: number,
): Incident {
  const { pen: _, ...rest } = incident;
  const first = incident.card === undefined;
  return {
    ...rest,
    card: { channel, ts, shows: content },
    log: first ? [...incident.log, { at: now, by: 'rootguard', did: 'posted' }] : incident.log,
    version: incident.version + 1,
  };
}
