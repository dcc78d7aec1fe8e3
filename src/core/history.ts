import { eventMark } from './incident-id.ts';
import { isOfAssumedSession, type Ledger, type Use } from './ledger.ts';
import type { Reason } from './reason.ts';
import { usedRoot } from './root-actor.ts';
import type { RootEvent } from './root-event.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** After so many days without root, its use is worth a word. */
const longQuiet = 30 * day;

/** A sign-in so soon after a failed one may be somebody who found the password. */
const soon = 60 * minute;

/** How many days with uses it takes to know an account's usual hours. */
const enoughDays = 5;

/** How far from every earlier hour of the day a use must be to be unusual. */
const unusualHours = 3;

/**
 * What the account's own past adds to the reasons of an alert. Only uses before the event count, and never the event
 * itself, so the same event always gives the same reasons, also when it is delivered again.
 */
export function reasonsFromHistory(ledger: Ledger, event: RootEvent): readonly Reason[] {
  if (event.kind !== 'cloudtrail' || !usedRoot(event)) return [];
  if (isOfAssumedSession(ledger, event)) return [{ code: 'assumed-root' }];
  const { uses } = ledger;
  const mark = eventMark(event);
  const before = uses.filter((use) => use.at <= event.time && use.mark !== mark);
  return [
    ...quiet(before, event),
    ...newAddress(before, event),
    ...afterFailure(before, event),
    ...unusualHour(before, event),
  ];
}

function quiet(before: readonly Use[], { time }: RootEvent): readonly Reason[] {
  const last = before.filter(succeeded).at(-1);
  if (last === undefined) return [{ code: 'first-use-seen' }];
  return time - last.at >= longQuiet
    ? [{ code: 'first-use-in-days', n: Math.floor((time - last.at) / day) }]
    : [];
}

/** Says nothing in an account without a past, where every address is new. */
function newAddress(before: readonly Use[], { sourceIp }: RootEvent): readonly Reason[] {
  // "AWS Internal" is the console itself: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
  if (sourceIp === undefined || sourceIp === 'AWS Internal') return [];
  const known = before.filter(succeeded).filter(({ address }) => address !== undefined);
  return known.length > 0 && known.every(({ address }) => address !== sourceIp.slice(0, 100))
    ? [{ code: 'new-address' }]
    : [];
}

function afterFailure(before: readonly Use[], { name, outcome, time }: RootEvent): readonly Reason[] {
  if (name !== 'ConsoleLogin' || outcome !== 'success') return [];
  const failed = before.filter((use) => use.failed === true).at(-1);
  if (failed === undefined || time - failed.at > soon) return [];
  return [{ code: 'after-failed-sign-in', n: Math.max(1, Math.round((time - failed.at) / minute)) }];
}

/** Hours are compared in UTC, around the clock: 23 and 1 are two apart. */
function unusualHour(before: readonly Use[], { time }: RootEvent): readonly Reason[] {
  const past = before.filter(succeeded);
  const days = new Set(past.map(({ at }) => Math.floor(at / day)));
  if (days.size < enoughDays) return [];
  const hour = hourOf(time);
  const near = past.some(
    ({ at }) => Math.min(Math.abs(hourOf(at) - hour), 24 - Math.abs(hourOf(at) - hour)) <= unusualHours,
  );
  return near ? [] : [{ code: 'unusual-hour' }];
}

function hourOf(at: number): number {
  return new Date(at).getUTCHours();
}

function succeeded({ failed }: Use): boolean {
  return failed !== true;
}
