import { fixTold } from '../core/finding-alerts.ts';
import { readFindingValue } from '../core/finding-key.ts';
import type { CardPlace } from '../core/incident.ts';
import {
  type FixedFinding,
  type Logger,
  type PostureMessenger,
  type PostureRecordStore,
  SlackError,
} from '../core/ports.ts';
import { isInOrder, stateOf } from '../core/posture-record.ts';
import { change } from './tell-findings.ts';

/** What telling of fixed findings needs. */
export interface TellFixedPorts {
  readonly store: PostureRecordStore;
  readonly messenger: PostureMessenger;
  readonly logger: Logger;
  /** Waits, in ms. */
  readonly pause: (ms: number) => Promise<void>;
}

/** Where somebody pressed *Check again*. */
export interface PressedAt {
  /** The message, if everybody sees it; undefined if it was shown to one person, or stood in a modal. */
  readonly message?: CardPlace | undefined;
  readonly responseUrl?: string | undefined;
}

/**
 * Tells everybody who may have read of a finding that has no card that it is fixed, by whom, and how long it was open: below
 * the report or the summary that told of it; of a report that one person saw, in its channel. A report that can be edited shows it in
 * the finding's place. May be called again: nothing is told twice, but for a line in a channel when its worker dies at that moment.
 * Throws SlackError or StoreError.
 */
export async function tellFixed(
  ports: TellFixedPorts,
  account: string,
  check: string,
  { message, responseUrl }: PressedAt,
): Promise<void> {
  const { store, messenger } = ports;
  const fix = stateOf(await store.postureRecord(account), check)?.fixed;
  if (fix?.untold === true) {
    const { at, by, openSince, summary } = fix;
    const finding = { account, check, at, openSince, ...(by !== undefined && { by }) };
    const places = [message, summary].filter((place) => place !== undefined);
    const replied = await Promise.all(places.map((place) => reply(ports, place, finding)));
    if (!replied.includes(true)) await patiently(ports, () => messenger.announceFixed(finding, responseUrl));
    await change(store, account, (record) => fixTold(record, check));
  }
  if (message !== undefined) await drawFixes(ports, message);
}

/** Says it below a message; false if that is gone, or the bot may not. */
async function reply(ports: TellFixedPorts, place: CardPlace, finding: FixedFinding) {
  const { messenger, logger } = ports;
  try {
    await patiently(ports, () => messenger.replyFixed(place, finding));
    return true;
  } catch (error) {
    if (!(error instanceof SlackError) || error.outcomeUnknown || error.code === 'ratelimited') throw error;
    logger.warn('fix-not-told', { account: finding.account, check: finding.check, error: error.code });
    return false;
  }
}

/** A modal's answer is not tried again by the queue, and a busy channel takes more in a second or two; in ms. */
const longestWait = 5_000;

async function patiently(ports: TellFixedPorts, say: () => Promise<void>, tries = 3): Promise<void> {
  try {
    await say();
  } catch (error) {
    const wait = error instanceof SlackError && error.code === 'ratelimited' ? error.retryAfter : undefined;
    if (wait === undefined || wait > longestWait || tries <= 1) throw error;
    await ports.pause(wait);
    await patiently(ports, say, tries - 1);
  }
}

/** As many people as may press at the same moment. */
const rounds = 4;

/**
 * Compares a report with what is stored, and draws it again until they agree: of two people who press at the same moment, either
 * may be the last to edit. A report that cannot be edited is as it was; everybody was told below it.
 */
async function drawFixes({ store, messenger, logger }: TellFixedPorts, message: CardPlace): Promise<void> {
  const fixOf = async (value: string): Promise<FixedFinding | undefined> => {
    const finding = readFindingValue(value);
    if (finding === undefined) return undefined;
    const state = stateOf(await store.postureRecord(finding.account), finding.check);
    return state?.fixed && isInOrder(state.outcome) ? { ...finding, ...state.fixed } : undefined;
  };
  try {
    for (let round = 0; round < rounds; round += 1) if (!(await messenger.drawFixes(message, fixOf))) return;
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    logger.warn('report-not-redrawn', { error: error.code });
  }
}
