import { type CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import type { RootHistory } from '../core/account-facts.ts';
import type { Fact } from '../core/fact.ts';
import { eventMark } from '../core/incident-id.ts';
import type { Ledger } from '../core/ledger.ts';
import { usedRoot } from '../core/root-actor.ts';
import { parseRootEvent, type RootEvent } from '../core/root-event.ts';
import { AuditCallError, ask, gatherFact } from './audit-fact.ts';

/** What CloudTrail's history is held against. */
export interface HistoryInQuestion {
  readonly account: string;
  readonly ledger: Ledger;
  /** Since when the account is watched, ms since the epoch; undefined if it never was. */
  readonly watchedSince: number | undefined;
  readonly now: number;
  /** Whether an event raises an alert: what does not need not be known. */
  readonly raises: (event: RootEvent) => boolean;
}

/**
 * What root changed within a day by CloudTrail's own history, and what of it RootGuard does not know. LookupEvents allows two
 * calls a second in an account: one look is a page or two. Sign-ins and IAM's events are in us-east-1 only.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
 */
export function gatherRootHistory(
  cloudTrail: CloudTrailClient,
  question: HistoryInQuestion,
): Promise<Fact<RootHistory>> {
  const call = 'cloudtrail:LookupEvents';
  const { account, ledger, watchedSince, now, raises } = question;
  return gatherFact(call, async () => {
    const until = now - onItsWay;
    const watched = Math.max(now - day, watchedSince ?? now);
    if (watched >= until) return { from: undefined, events: 0, missed: [] };
    const from = Math.max(watched, forgottenBefore(ledger));
    // A flood of events must not hide the one that was missed.
    if (from >= until) throw new AuditCallError(call, 'not-ready');
    const looked = await ask(call, () => lookUp(cloudTrail, from, until));
    // An IAM user may be called root, too: the record itself says who it was.
    const events = looked.filter(
      (event) => event.time >= from && event.time <= until && usedRoot(event) && raises(event),
    );
    const marks = new Set(ledger.uses.map(({ mark }) => mark));
    const missed = events
      .filter(({ id }) => !marks.has(eventMark({ account, id })))
      .map(({ id, name, time }) => ({ id, name, at: time }));
    return { from, events: events.length, missed: missed.sort((a, b) => a.at - b.at).slice(0, 10) };
  });
}

const day = 24 * 3_600_000;
/** The younger ones may still be on their way to RootGuard: CloudTrail speaks of minutes. */
const onItsWay = 15 * 60_000;

/** A ledger keeps the last hundred uses: what is older than all of them cannot be told missed from forgotten. */
function forgottenBefore({ uses }: Ledger): number {
  return uses.length >= 100 ? (uses[0]?.at ?? 0) + 1 : 0;
}

/** Pages may be empty and still have a next one. */
async function lookUp(
  cloudTrail: CloudTrailClient,
  from: number,
  until: number,
): Promise<readonly RootEvent[]> {
  const found: RootEvent[] = [];
  let NextToken: string | undefined;
  do {
    const page = await cloudTrail.send(
      new LookupEventsCommand({
        LookupAttributes: [{ AttributeKey: 'Username', AttributeValue: 'root' }],
        StartTime: new Date(from),
        EndTime: new Date(until),
        MaxResults: 50,
        ...(NextToken !== undefined && { NextToken }),
      }),
    );
    for (const { CloudTrailEvent = '' } of page.Events ?? []) {
      // A record that cannot be read makes the whole look unknown: it might be the one that was missed.
      const read = parseRootEvent(JSON.parse(CloudTrailEvent));
      if (!read.ok)
        throw new Error(`CloudTrail's history holds a record that cannot be read: ${read.reason}`);
      found.push(read.value);
    }
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return found;
}
