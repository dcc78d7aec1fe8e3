import { type CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import type { MissedEvent, RootHistory } from '../core/account-facts.ts';
import type { Fact } from '../core/fact.ts';
import { eventMark, incidentId } from '../core/incident-id.ts';
import type { Ledger } from '../core/ledger.ts';
import type { GuardMemory } from '../core/ports.ts';
import { usedRoot } from '../core/root-actor.ts';
import { parseRootEvent, type RootEvent } from '../core/root-event.ts';
import { AuditCallError, ask, gatherFact } from './audit-fact.ts';

/** What CloudTrail's history is held against. */
export interface HistoryInQuestion {
  readonly account: string;
  readonly ledger: Ledger;
  readonly memory: Pick<GuardMemory, 'event'>;
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
  const { ledger, watchedSince, now, raises } = question;
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
      (event) => event.time >= from && event.time <= until && changesSomething(event) && raises(event),
    );
    const missed: MissedEvent[] = [];
    for (const event of events)
      if (!(await isKnown(event, question))) missed.push({ id: event.id, name: event.name, at: event.time });
    return { from, events: events.length, missed: missed.sort((a, b) => a.at - b.at).slice(0, 10) };
  });
}

const day = 24 * 3_600_000;
/** The younger ones may still be on their way to RootGuard: CloudTrail speaks of minutes. */
const onItsWay = 15 * 60_000;

/** Whether the event's record lies with one of the incidents that it may belong to: its own, or one of its time. */
async function isKnown(event: RootEvent, { account, ledger, memory }: HistoryInQuestion): Promise<boolean> {
  const own = { account, id: event.id };
  const near = ledger.sessions
    .filter(({ firstAt, lastAt }) => event.time >= firstAt - reach && event.time <= lastAt + reach)
    .map(({ incident }) => incident);
  for (const incident of new Set([incidentId(own), ...near])) {
    const record = await memory.event(incident, event.time, eventMark(own)).catch((cause: unknown) => {
      throw new AuditCallError('dynamodb:GetItem', 'store-error', { cause });
    });
    if (record !== undefined) return true;
  }
  return false;
}

/** Events of an incident may come in any order, so its ends may lag. In ms. */
const reach = 3_600_000;

/** A ledger keeps the last forty sessions: what is older than all of them cannot be told missed from forgotten. */
function forgottenBefore({ sessions }: Ledger): number {
  return sessions.length < 40 ? 0 : Math.min(...sessions.map(({ lastAt }) => lastAt)) + 1;
}

/** A sign-in, or a change. What root only reads reaches EventBridge where a trail records reads, which not every trail does. */
function changesSomething(event: RootEvent): boolean {
  return usedRoot(event) && (!event.readOnly || event.name === 'ConsoleLogin');
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
