import type { Incident, PostedReply } from '../core/incident.ts';
import { holdsPenOf, type Strokes, type Trouble, withCard, withTrouble } from '../core/pen.ts';
import { type Clock, type IncidentStore, type Messenger, SlackError } from '../core/ports.ts';
import type { DeliveryStore } from '../core/store-ports.ts';
import { staleReplies, strayReplies } from '../core/thread.ts';
import { deliverCard, type LadderPorts, mailIfDue, noteRung } from './delivery-ladder.ts';

/** What drawing a card needs. */
export interface DrawPorts extends LadderPorts {
  readonly store: IncidentStore & DeliveryStore;
  readonly messenger: Messenger;
  readonly clock: Clock;
  /** Waits, in ms. */
  readonly pause: (ms: number) => Promise<void>;
  /** Draw the card and leave the thread to the worker: Slack's door has three seconds, and writes take one each. */
  readonly cardOnly?: boolean;
  /** How long this worker may go on, in ms. Without it, a storm may keep one worker until its end. */
  readonly timeLeft?: () => number;
  /** Called when Slack has the card, maybe more than once: what is done then delays no card, and its thread does not delay it. */
  readonly whenCardIsOut?: () => unknown;
}

/** What became of a card. `elsewhere`: another worker draws it, and will see this change before it is done. */
export type Drawn = 'posted' | 'found' | 'updated' | 'unchanged' | 'elsewhere';

/** Slack takes about one message a second into a channel: https://docs.slack.dev/apis/web-api/rate-limits */
const betweenWrites = 1_000;

/** Runs one write to Slack after another, a second apart. */
export type Paced = <T>(write: () => Promise<T>) => Promise<T>;

/**
 * A pace of one write a second into one card and its thread, whoever wrote before: `last` is when that was, ms since the
 * epoch.
 */
export function pacer({ clock, pause }: Pick<DrawPorts, 'clock' | 'pause'>, last?: number): Paced {
  let before = last;
  return async (write) => {
    const wait = before === undefined ? 0 : before + betweenWrites - clock();
    if (wait > 0) await pause(Math.min(wait, betweenWrites));
    try {
      return await write();
    } finally {
      before = clock();
    }
  };
}

/** Draws once, holding the pen, and records what was drawn, also when it was not all. */
export async function drawOnce(ports: DrawPorts, mine: Incident, paced: Paced): Promise<Drawn> {
  let strokes: Strokes = { replies: [] };
  let posting = false;
  const post: Paced = async (write) => {
    posting = true;
    const answer = await paced(write);
    posting = false;
    return answer;
  };
  try {
    const { card, step } = await drawMessage(ports, mine, paced, post);
    strokes = { ...strokes, card };
    ports.whenCardIsOut?.();
    const seen: Incident = { ...mine, card: { ...card, shows: mine.card?.shows ?? 0 } };
    if (ports.cardOnly !== true) {
      await drawReplies(ports, seen, paced, post, (reply) => {
        strokes = { ...strokes, replies: [...strokes.replies.filter(({ key }) => key !== reply.key), reply] };
      });
      // After the new one is there: dying in between leaves two reminders for a moment, and not none.
      for (const { key, ts } of strayReplies(seen)) {
        await paced(() => ports.messenger.removeReply(card, ts));
        strokes = { ...strokes, removed: [...(strokes.removed ?? []), key] };
      }
    }
    const record = recordOnto(ports, mine, (latest) =>
      withCard(latest, strokes, mine.content, ports.clock()),
    );
    await Promise.all([record, ...(step === 'posted' ? [noteRung(ports, card)] : [])]);
    return step;
  } catch (error) {
    const mailed = await mailIfDue(ports, mine, error);
    const trouble = troubleOf(error, mine, posting);
    await recordOnto(ports, mine, (latest) =>
      withTrouble(latest, { ...strokes, ...(mailed !== undefined && { mailed }) }, trouble, ports.clock()),
    ).catch(() => undefined); // The reason for being here says more; the pen runs out by itself.
    throw error;
  }
}

async function drawMessage(ports: DrawPorts, mine: Incident, paced: Paced, post: Paced) {
  const { card } = mine;
  if (card !== undefined) {
    if (card.shows !== mine.content) await paced(() => ports.messenger.updateCard(card, mine));
    return { card, step: 'updated' as const };
  }
  const delivered = await deliverCard(ports, mine, { write: paced, post });
  return { card: delivered.card, step: delivered.found ? ('found' as const) : ('posted' as const) };
}

/** Posts and edits replies until the thread shows the incident. */
async function drawReplies(
  { messenger }: DrawPorts,
  seen: Incident,
  paced: Paced,
  post: Paced,
  done: (reply: PostedReply) => void,
): Promise<void> {
  const { card } = seen;
  const stale = staleReplies(seen);
  if (card === undefined || stale.length === 0) return;
  const lost = seen.pen?.suspect === true && stale.some(({ posted }) => posted === undefined);
  const found = lost ? await messenger.findReplies(card, seen) : new Map<string, string>();
  for (const { reply, posted } of stale) {
    const { key, digest: shows } = reply;
    const ts = posted?.ts ?? found.get(key);
    if (ts === undefined) done({ key, shows, ts: await post(() => messenger.postReply(card, seen, reply)) });
    else {
      // Recorded before it is edited: an edit that fails must not make the reply be posted again.
      done({ key, shows: posted?.shows ?? '', ts });
      await paced(() => messenger.updateReply(card, ts, seen, reply));
      done({ key, shows, ts });
    }
  }
}

/**
 * Others may add events or acknowledge while the card is drawn: the record then goes onto their version. Once the pen is not
 * this worker's any more, its record was made: the answer was lost, and somebody else may draw already.
 */
async function recordOnto(
  ports: DrawPorts,
  drawn: Incident,
  change: (latest: Incident) => Incident,
): Promise<void> {
  let current: Incident = drawn;
  while (!(await ports.store.replace(change(current)))) {
    const latest = await ports.store.get(drawn.id);
    if (latest === undefined || !holdsPenOf(latest, drawn)) return;
    current = latest;
  }
}

function troubleOf(error: unknown, mine: Incident, posting: boolean): Trouble {
  const known = error instanceof SlackError && !error.outcomeUnknown;
  const reason = error instanceof SlackError ? error.code : 'unknown';
  const cardLost = mine.card !== undefined && cardGone.has(reason);
  return {
    reason,
    // What was suspect before may still be so: this worker may not have come as far as looking. A card that cannot be
    // edited may be there again later, with its channel.
    suspect: mine.pen?.suspect === true || (posting && !known) || cardLost,
    cardLost,
  };
}

/** Slack's answers to an edit that will never work: https://docs.slack.dev/reference/methods/chat.update#errors */
const cardGone: ReadonlySet<string> = new Set([
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
  'channel_not_found',
  'not_in_channel',
  'is_archived',
  'is_inactive',
]);
