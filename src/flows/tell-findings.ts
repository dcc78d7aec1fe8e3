import {
  alertPosted,
  alertRefused,
  betterShown,
  cardClosed,
  claimAlert,
  type Told,
} from '../core/finding-alerts.ts';
import type { CardPlace } from '../core/incident.ts';
import {
  type CheckStore,
  type Clock,
  type FindingReport,
  type PostureMessenger,
  type PostureRecordStore,
  SlackError,
} from '../core/ports.ts';
import type { CheckResult } from '../core/posture.ts';
import { openSinceOf, type PostureRecord, stateOf } from '../core/posture-record.ts';
import { lastResults } from './check-posture.ts';

/** What telling of findings needs. */
export interface TellFindingsPorts {
  readonly store: CheckStore & PostureRecordStore;
  readonly messenger: PostureMessenger;
  readonly clock: Clock;
}

/**
 * Posts the alert of a check that got worse: once, whoever calls this and how often. Throws SlackError or StoreError; then it is
 * still due.
 */
export async function tellWorsening(ports: TellFindingsPorts, account: string, check: string): Promise<void> {
  const { store, messenger } = ports;
  const claim = await take(ports, account, check);
  // Somebody else posts it, or has.
  if (claim === undefined) return;
  const { since, first, suspect } = claim;
  const result = await lastResult(ports, account, check);
  if (result === undefined || result.outcome === 'unknown') {
    // AWS has told since that it does not know: the look that knows posts it.
    await change(store, account, (record) => alertRefused(record, check, suspect));
    return;
  }
  const { outcome: shows } = result;
  try {
    const finding = { account, result, since, ...(first && { first }) };
    const found = suspect ? await messenger.findFinding({ account, check, since }) : undefined;
    const card = found ?? (await messenger.postFinding(finding));
    await change(store, account, (record) => alertPosted(record, check, since, { card, shows }));
  } catch (error) {
    const mayBePosted = !(error instanceof SlackError) || error.outcomeUnknown;
    await change(store, account, (record) => alertRefused(record, check, mayBePosted)).catch(() => undefined);
    throw error;
  }
}

/** Takes the right to post an alert; undefined if there is nothing to post, or somebody else has it. */
async function take({ store, clock }: TellFindingsPorts, account: string, check: string) {
  for (;;) {
    const seen = await store.postureRecord(account);
    const claim = claimAlert(seen, check, clock());
    const state = stateOf(seen, check);
    if (claim === undefined || state === undefined) return undefined;
    if (!(await store.replacePostureRecord(claim.record))) continue;
    return { suspect: claim.suspect, since: openSinceOf(state), first: state.first === true };
  }
}

/**
 * Makes the cards of findings that are fixed, better, or told of by a newer card say so. Throws SlackError or StoreError; then the
 * next look tries again.
 */
export async function drawCards(ports: TellFindingsPorts, { account, states }: PostureRecord): Promise<void> {
  for (const [check, state] of Object.entries(states)) {
    const { closing, better, card } = state;
    if (closing !== undefined) {
      const { failedSince: since, worse, card: old, ...when } = closing;
      const became = { ...when, kind: worse === true ? 'worse' : 'fixed' } as const;
      await redraw(ports, old, account, check, { since, became });
      await change(ports.store, account, (record) => cardClosed(record, check));
    }
    if (better !== undefined && card !== undefined) {
      await redraw(ports, card, account, check, {
        since: openSinceOf(state),
        became: { ...better, kind: 'better' },
      });
      await change(ports.store, account, (record) => betterShown(record, check));
    }
  }
}

async function redraw(
  ports: TellFindingsPorts,
  card: CardPlace,
  account: string,
  check: string,
  told: Pick<FindingReport, 'since' | 'became'>,
): Promise<void> {
  const result = await lastResult(ports, account, check);
  if (result === undefined) return;
  await ports.messenger.updateFinding(card, { account, result, ...told }).catch((error: unknown) => {
    // A card that somebody deleted needs no change.
    if (!(error instanceof SlackError) || !gone.has(error.code)) throw error;
  });
}

/** Notes that many alerts were told of in one summary. */
export async function toldInSummary(
  store: PostureRecordStore,
  account: string,
  checks: readonly string[],
  summary: CardPlace,
): Promise<void> {
  const told: Told = { summary };
  await change(store, account, (record) =>
    checks.reduce((changed, check) => {
      const state = stateOf(changed, check);
      return state === undefined ? changed : alertPosted(changed, check, openSinceOf(state), told);
    }, record),
  );
}

/** What Slack says of a message that cannot be changed any more. */
export const gone: ReadonlySet<string> = new Set([
  'message_not_found',
  'cant_update_message',
  'channel_not_found',
  'is_archived',
  'not_in_channel',
]);

async function lastResult(
  { store }: Pick<TellFindingsPorts, 'store'>,
  account: string,
  check: string,
): Promise<CheckResult | undefined> {
  return (await lastResults(store, account)).find((result) => result.check === check);
}

/** Changes an account's record, whoever else does at the same time. */
export async function change(
  store: PostureRecordStore,
  account: string,
  by: (record: PostureRecord) => PostureRecord,
): Promise<void> {
  for (;;) {
    const seen = await store.postureRecord(account);
    const next = by(seen);
    if (next === seen) return;
    // Several marks may be set at once: they are one version.
    if (await store.replacePostureRecord({ ...next, version: seen.version + 1 })) return;
  }
}
