import {
  type CheckStore,
  type Clock,
  type PostureMessenger,
  type PostureRecordStore,
  SlackError,
} from '../core/ports.ts';
import type { CheckResult } from '../core/posture.ts';
import {
  alertPosted,
  alertRefused,
  cardClosed,
  claimAlert,
  type PostureRecord,
} from '../core/posture-record.ts';
import { lastResults } from './check-posture.ts';

/** What telling of findings needs. */
export interface TellFindingsPorts {
  readonly store: CheckStore & PostureRecordStore;
  readonly messenger: PostureMessenger;
  readonly clock: Clock;
}

/**
 * Posts the alert of a check that fails now and did not before: once, whoever calls this and how often. Throws SlackError or
 * StoreError; then it is still due.
 */
export async function tellWorsening(ports: TellFindingsPorts, account: string, check: string): Promise<void> {
  const { store, messenger } = ports;
  const claim = await take(ports, account, check);
  // Somebody else posts it, or has.
  if (claim === undefined) return;
  const { since, suspect } = claim;
  const result = await lastResult(ports, account, check);
  if (result === undefined) return;
  try {
    const found = suspect ? await messenger.findFinding({ account, check, since }) : undefined;
    const card = found ?? (await messenger.postFinding({ account, result, since }));
    await change(store, account, (record) => alertPosted(record, check, card));
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
    if (claim === undefined) return undefined;
    if (!(await store.replacePostureRecord(claim.record))) continue;
    return { suspect: claim.suspect, since: seen.states[check]?.since ?? clock() };
  }
}

/** Makes the cards of checks that were fixed say so. Throws SlackError or StoreError; then the next look tries again. */
export async function closeCards(
  ports: TellFindingsPorts,
  { account, states }: PostureRecord,
): Promise<void> {
  for (const [check, { closing }] of Object.entries(states)) {
    if (closing === undefined) continue;
    const result = await lastResult(ports, account, check);
    if (result === undefined) continue;
    const { card, failedSince: since, at, by } = closing;
    const fixed = { at, ...(by !== undefined && { by }) };
    await ports.messenger.updateFinding(card, { account, result, since, fixed }).catch((error: unknown) => {
      // A card that somebody deleted needs no change.
      if (!(error instanceof SlackError) || !gone.has(error.code)) throw error;
    });
    await change(ports.store, account, (record) => cardClosed(record, check));
  }
}

/** Notes that many alerts were told of in one summary. */
export async function toldInSummary(
  store: PostureRecordStore,
  account: string,
  checks: readonly string[],
): Promise<void> {
  await change(store, account, (record) =>
    checks.reduce((changed, check) => alertPosted(changed, check), record),
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

async function change(
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
