import { randomUUID } from 'node:crypto';
import {
  type Card,
  type Incident,
  leading,
  type Mailed,
  type Pen,
  type PostedReply,
  penTime,
} from './incident.ts';
import { rootguard } from './log-line.ts';
import { staleReplies, strayReplies } from './thread.ts';

/**
 * Drawing a card and its thread is for one worker at a time. Whoever draws looks again before laying the pen down, so a change
 * that comes meanwhile is drawn, too; if they die, the message that made them draw is delivered again.
 */

/** What a worker did to Slack while it held the pen, for the record. */
export interface Strokes {
  readonly card?: Omit<Card, 'shows'>;
  readonly replies: readonly PostedReply[];
  /** The keys of replies that were taken away. */
  readonly removed?: readonly string[];
  readonly mailed?: Mailed;
}

/** True if card and thread show everything there is to show. */
export function isShown(incident: Incident): boolean {
  return (
    incident.card?.shows === incident.content &&
    staleReplies(incident).length === 0 &&
    strayReplies(incident).length === 0
  );
}

/** True while some worker draws. `now` is in ms since the epoch. */
export function isBeingDrawn({ pen }: Incident, now: number): boolean {
  return pen !== undefined && now < pen.until;
}

/** A pen that nobody else has ever held. `now` is in ms since the epoch. */
export function newPen(now: number, suspect: boolean): Pen {
  return { until: now + penTime, suspect, hand: randomUUID() };
}

/** True if both versions of an incident show the same pen, in the same hand. */
export function holdsPenOf({ pen }: Incident, { pen: other }: Incident): boolean {
  return pen?.hand !== undefined && pen.hand === other?.hand;
}

/** The incident with the pen taken. After a worker that died holding it, everything unrecorded is suspect: it may have been posted. */
export function withPen(incident: Incident, now: number): Incident {
  const suspect = incident.pen !== undefined;
  return { ...incident, pen: newPen(now, suspect), version: incident.version + 1 };
}

/** The incident with its card and thread drawn as of `content`, and the pen laid down. `now` is in ms since the epoch. */
export function withCard(incident: Incident, strokes: Strokes, content: number, now: number): Incident {
  const { pen: _, trouble: __, ...rest } = withStrokes(incident, strokes, now);
  return {
    ...rest,
    ...(rest.card !== undefined && { card: { ...rest.card, shows: content, at: now } }),
    version: incident.version + 1,
  };
}

/** Why drawing stopped. */
export interface Trouble {
  /** Slack's error. */
  readonly reason: string;
  /** Whether something may have been posted that is not among the strokes: the next worker then looks before posting. */
  readonly suspect: boolean;
  /** The card is gone from Slack, or its channel takes no more edits: it must be posted anew. */
  readonly cardLost?: boolean;
}

/** The incident after Slack did not take all of it: what was done is recorded, and the pen laid down. */
export function withTrouble(
  incident: Incident,
  strokes: Strokes,
  { reason, suspect, cardLost }: Trouble,
  now: number,
): Incident {
  const { pen: _, ...drawn } = withStrokes(incident, strokes, now);
  const { card, ...rest } = drawn;
  const lost = cardLost === true && card !== undefined;
  return {
    ...rest,
    ...(card !== undefined && !lost && { card }),
    // The thread went with its card.
    ...(lost && { thread: [] }),
    ...(suspect && { pen: { until: now, suspect } }),
    trouble: { since: incident.trouble?.since ?? now, reason },
    version: incident.version + 1,
  };
}

function withStrokes(
  incident: Incident,
  { card, replies, removed = [], mailed }: Strokes,
  now: number,
): Incident {
  const posted = new Set([...replies.map(({ key }) => key), ...removed]);
  const first = card !== undefined && incident.card?.ts !== card.ts;
  const added = [
    ...(first
      ? [
          {
            at: now,
            by: rootguard,
            did: card.elsewhere === undefined ? 'posted' : 'moved',
            ...(card.elsewhere !== undefined && { reason: card.elsewhere }),
          } as const,
        ]
      : []),
    ...(mailed === undefined
      ? []
      : [{ at: mailed.at, by: rootguard, did: 'mailed', reason: mailed.reason } as const]),
  ];
  return {
    ...incident,
    ...(card !== undefined && { card: { ...card, shows: incident.card?.shows ?? 0 } }),
    thread: [
      ...incident.thread.filter(({ key }) => !posted.has(key)),
      ...replies.filter(({ key }) => !removed.includes(key)),
    ],
    ...(mailed !== undefined && { mailed, content: incident.content + 1 }),
    log: [...incident.log, ...added],
  };
}

/**
 * Whether Slack's silence hides something from people: an incident, or a rise to critical, that neither a card nor an e-mail
 * has told of.
 */
export function isUntold(incident: Incident): boolean {
  const { card, thread, mailed } = incident;
  const told = [card?.announced, mailed?.severity].filter((severity) => severity !== undefined);
  if (told.length === 0) return true;
  const risen = told.includes('critical') || thread.some(({ key }) => key === 'rise');
  return leading(incident).severity === 'critical' && !risen;
}
