import fc from 'fast-check';
import { rootCall, rootSignIn } from '../../src/core/example-event.ts';
import { reasonsFromHistory } from '../../src/core/history.ts';
import type { JsonObject } from '../../src/core/json.ts';
import { emptyLedger, type Ledger, remembering } from '../../src/core/ledger.ts';
import { parseRootEvent, type RootEvent } from '../../src/core/root-event.ts';

const account = '111122223333';
const noon = Date.parse('2026-11-23T12:00:00Z');
const hour = 3_600_000;
const day = 24 * hour;

let count = 0;
function eventAt(time: number, record: JsonObject = rootSignIn(), change: JsonObject = {}): RootEvent {
  count += 1;
  const eventTime = new Date(time).toISOString();
  const parsed = parseRootEvent({ ...record, eventID: `event-${count}`, eventTime, ...change });
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.value;
}

const ledgerAfter = (...events: readonly RootEvent[]): Ledger =>
  events.reduce((ledger, event) => remembering(ledger, event, `RG-${event.id}`), emptyLedger(account));

const reasons = (ledger: Ledger, event: RootEvent) => reasonsFromHistory(ledger, event);

describe('what the past of an account adds to an alert', () => {
  test('root was never seen before', () => {
    expect(reasons(emptyLedger(account), eventAt(noon))).toEqual([{ code: 'first-use-seen' }]);
  });

  test('root was not used for 412 days', () => {
    expect(reasons(ledgerAfter(eventAt(noon - 412 * day)), eventAt(noon))).toEqual([
      { code: 'first-use-in-days', n: 412 },
    ]);
  });

  test('root was used yesterday, from the same address, at the same hour: nothing', () => {
    expect(reasons(ledgerAfter(eventAt(noon - day)), eventAt(noon))).toEqual([]);
  });

  test('an address that was not seen before', () => {
    const event = eventAt(noon, rootSignIn(), { sourceIPAddress: '203.0.113.9' });
    expect(reasons(ledgerAfter(eventAt(noon - day)), event)).toEqual([{ code: 'new-address' }]);
  });

  test('the console itself is no new address', () => {
    const event = eventAt(noon, rootCall('CreateUser', 'iam.amazonaws.com'), {
      sourceIPAddress: 'AWS Internal',
    });
    expect(reasons(ledgerAfter(eventAt(noon - day)), event)).toEqual([]);
  });

  test('three minutes after a failed sign-in, which is no use of root', () => {
    const failed = eventAt(noon - 3 * 60_000, rootSignIn({ result: 'Failure' }));
    expect(reasons(ledgerAfter(failed), eventAt(noon))).toEqual([
      { code: 'first-use-seen' },
      { code: 'after-failed-sign-in', n: 3 },
    ]);
  });

  test('a failed sign-in of last week has nothing to do with it', () => {
    const failed = eventAt(noon - 7 * day, rootSignIn({ result: 'Failure' }));
    expect(reasons(ledgerAfter(failed), eventAt(noon))).toEqual([{ code: 'first-use-seen' }]);
  });

  test('at 3 in the night, where root is always used at noon', () => {
    const usual = Array.from({ length: 6 }, (_, index) => eventAt(noon - (index + 1) * day));
    expect(reasons(ledgerAfter(...usual), eventAt(noon + 15 * hour))).toEqual([{ code: 'unusual-hour' }]);
    expect(reasons(ledgerAfter(...usual), eventAt(noon + 2 * hour))).toEqual([]);
  });

  test('hours go around midnight', () => {
    const usual = Array.from({ length: 6 }, (_, index) => eventAt(noon + 11 * hour - (index + 1) * day));
    expect(reasons(ledgerAfter(...usual), eventAt(noon + 13 * hour))).toEqual([]);
  });

  test('an event is not its own past, nor is what came after it', () => {
    const event = eventAt(noon);
    const ledger = ledgerAfter(event, eventAt(noon + hour));
    expect(reasons(ledger, event)).toEqual([{ code: 'first-use-seen' }]);
  });

  test('the reasons of an event do not depend on the order in which the past arrived', () => {
    const past = [1, 2, 40, 41, 42, 43].map((days) => eventAt(noon - days * day));
    const event = eventAt(noon + 15 * hour, rootSignIn(), { sourceIPAddress: '203.0.113.9' });
    fc.assert(
      fc.property(fc.shuffledSubarray(past, { minLength: past.length }), (order) => {
        expect(reasons(ledgerAfter(...order), event)).toEqual(reasons(ledgerAfter(...past), event));
      }),
    );
  });
});

describe('the ledger', () => {
  test('does not change when it hears of an event again', () => {
    const event = eventAt(noon);
    const ledger = ledgerAfter(event);
    expect(remembering(ledger, event, `RG-${event.id}`)).toBe(ledger);
  });

  test('stays small, however often root is used', () => {
    const ledger = ledgerAfter(...Array.from({ length: 2_000 }, (_, index) => eventAt(noon + index * hour)));
    expect(JSON.stringify(ledger).length).toBeLessThan(30_000);
    expect(ledger.uses.at(-1)?.at).toBe(noon + 1_999 * hour);
  });
});
