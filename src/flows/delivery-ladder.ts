import { type Card, type Incident, leading, type Mailed } from '../core/incident.ts';
import { isUntold } from '../core/pen.ts';
import { type Clock, type FoundCard, type Mailer, type Messenger, SlackError } from '../core/ports.ts';
import type { DeliveryStore } from '../core/store-ports.ts';

/**
 * Where an alert goes when Slack does not take it: the alerts channel, then the second channel, then e-mail. Whatever was
 * mailed is still tried in Slack until it is there, with the receipt of how it was delivered.
 */
export interface LadderPorts {
  readonly store: DeliveryStore;
  readonly messenger: Messenger;
  readonly clock: Clock;
  /** The id of the alerts channel. */
  readonly channel: string;
  /** The id of the second channel, if there is one. */
  readonly secondChannel?: string | undefined;
  /** Absent if no topic for e-mails is set. */
  readonly mailer?: Mailer | undefined;
}

/** Errors that are the channel's: another channel can still be reached. */
const channelErrors: ReadonlySet<string> = new Set([
  'channel_not_found',
  'not_in_channel',
  'is_archived',
  'restricted_action',
  'restricted_action_read_only_channel',
  'messages_tab_disabled',
]);

/** How long Slack may be out of reach before an e-mail goes out, in ms: retries come after 10, 30, 70 and 150 s, so within 5 min. */
const patience = 120_000;

/** Being asked to wait for longer than this is as bad as being refused, for a critical alert. In ms. */
const longWait = 60_000;

/** A card that Slack has, and whether it was there already. */
export interface Delivered {
  readonly card: Omit<Card, 'shows'>;
  readonly found: boolean;
}

/**
 * Puts a card where it can be put: the alerts channel, else the second one. If an earlier post may have been lost, it is
 * looked for in both first, and edited instead. `write` wraps each edit, `post` each post. Throws SlackError: that of the
 * alerts channel when no channel takes it.
 */
export async function deliverCard(
  ports: LadderPorts,
  incident: Incident,
  { write, post }: { readonly write: Wrap; readonly post: Wrap },
): Promise<Delivered> {
  const { channel, secondChannel, messenger } = ports;
  const channels = [channel, ...(secondChannel === undefined ? [] : [secondChannel])];
  const found = incident.pen?.suspect === true ? await findCards(ports, channels, incident) : new Map();
  const announced = leading(incident).severity;
  let refused: SlackError | undefined;
  for (const each of [...channels].sort((a, b) => Number(found.has(b)) - Number(found.has(a)))) {
    const elsewhere =
      each === channel ? {} : { elsewhere: refused?.code ?? incident.trouble?.reason ?? 'unknown' };
    const there = found.get(each);
    try {
      if (there !== undefined) {
        const card = { ...there, ...elsewhere };
        const edit = () => messenger.updateCard(there, { ...incident, card: { ...card, shows: 0 } });
        const edited = await write(edit).then(() => true, unlessFixed);
        if (edited) return { card, found: true };
      }
      const place = await post(() => messenger.postCard(each, incident, elsewhere.elsewhere));
      return { card: { ...place, announced, ...elsewhere }, found: false };
    } catch (error) {
      if (!isOfChannel(error)) throw error;
      refused ??= error;
    }
  }
  throw refused ?? new Error('There is no channel.');
}

/** A card that can be read and takes no more edits is as good as none. */
function unlessFixed(error: unknown): false {
  if (error instanceof SlackError && fixed.has(error.code)) return false;
  throw error;
}

/** Slack's answers to an edit that say so, an archived channel's among them: https://docs.slack.dev/reference/methods/chat.update#errors */
const fixed: ReadonlySet<string> = new Set([
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
  'is_inactive',
]);

type Wrap = <T>(write: () => Promise<T>) => Promise<T>;

async function findCards({ messenger }: LadderPorts, channels: readonly string[], incident: Incident) {
  const found = new Map<string, FoundCard>();
  for (const each of channels) {
    try {
      const card = await messenger.findCard(each, incident);
      if (card !== undefined) found.set(each, card);
    } catch (error) {
      // A channel that cannot be read holds no card that could be edited.
      if (!isOfChannel(error)) throw error;
    }
  }
  return found;
}

function isOfChannel(error: unknown): error is SlackError {
  return error instanceof SlackError && channelErrors.has(error.code);
}

/**
 * Mails an incident that people were not told of, once for each rise: a critical one at once, others when Slack has been out of
 * reach for two minutes. Undefined if it is not due, or could not be mailed: then the next attempt tries again.
 */
export async function mailIfDue(
  ports: LadderPorts,
  incident: Incident,
  error: unknown,
): Promise<Mailed | undefined> {
  const { mailer, clock, store } = ports;
  if (mailer === undefined || !(error instanceof SlackError) || !isUntold(incident)) return undefined;
  const { severity } = leading(incident);
  const since = incident.trouble?.since ?? clock();
  const waits = error.code === 'ratelimited' && (error.retryAfter ?? 0) <= longWait;
  const later = clock() - since + (error.retryAfter ?? 0);
  if (later < patience && (severity !== 'critical' || waits)) return undefined;
  try {
    await mailer.mail(incident, error.code);
    const mailed: Mailed = { at: clock(), severity, reason: error.code };
    await store.noteDelivery({ rung: 'mail', at: mailed.at, reason: error.code }).catch(() => undefined);
    return mailed;
  } catch {
    // The message comes again, because Slack's own failure is thrown on; the log of that failure names the cause.
    return undefined;
  }
}

/** Remembers how a new card was delivered, for `/rootguard status`. A note that is lost harms nothing. */
export async function noteRung({ store, clock }: LadderPorts, card: Omit<Card, 'shows'>): Promise<void> {
  const { elsewhere } = card;
  const note =
    elsewhere === undefined
      ? { rung: 'channel' as const, at: clock() }
      : { rung: 'second' as const, at: clock(), reason: elsewhere };
  await store.noteDelivery(note).catch(() => undefined);
}
