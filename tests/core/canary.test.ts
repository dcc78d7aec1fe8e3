import fc from 'fast-check';
import {
  type Canary,
  type CanaryLog,
  canaryArrived,
  canaryIn,
  canaryName,
  canaryRefused,
  canarySent,
  emptyCanaryLog,
  newCanary,
} from '../../src/core/canary.ts';
import { flightsOf } from '../../src/core/canary-flights.ts';
import { parseEnvelope } from '../../src/core/envelope.ts';
import { exampleEnvelope } from '../../src/core/example-envelope.ts';
import { roleCallOn } from '../../src/core/example-guard.ts';
import type { CanaryFlights } from '../../src/core/guard-facts.ts';
import type { JsonObject } from '../../src/core/json.ts';
import { percentile } from '../../src/core/statistics.ts';

const hub = '111122223333';
const start = Date.parse('2026-11-23T05:00:00Z');
const minute = 60_000;
const hour = 60 * minute;
const refused = { known: false, cause: 'access-denied', call: 'iam:TagRole' } as const;

describe('which tag is a canary', () => {
  const tagged = (change: JsonObject = {}, tags: unknown = [{ key: canaryName, value: 'nonce' }]) => {
    const record = roleCallOn('TagRole', 'iam', { roleName: canaryName, tags }, change);
    const parsed = parseEnvelope(exampleEnvelope({ record }));
    if (!parsed.ok) throw new Error(parsed.reason);
    return parsed.value;
  };

  test('the one on the role, in the hub', () => {
    expect(canaryIn(tagged(), hub)).toBe('nonce');
    expect(
      canaryIn(
        tagged({}, [
          { key: 'team', value: 'x' },
          { key: canaryName, value: 'n' },
        ]),
        hub,
      ),
    ).toBe('n');
  });

  test.each<[string, JsonObject]>([
    [
      'of another role',
      { requestParameters: { roleName: 'orders', tags: [{ key: canaryName, value: 'n' }] } },
    ],
    ['that AWS refused', { errorCode: 'AccessDenied' }],
    ['taken away', { eventName: 'UntagRole' }],
    ['of another service', { eventSource: 'sts.amazonaws.com' }],
    ['without parameters', { requestParameters: null }],
  ])('none %s', (_, change) => {
    expect(canaryIn(tagged(change), hub)).toBeUndefined();
  });

  test('none of another account, and none at all where nobody knows the hub', () => {
    expect(canaryIn(tagged(), '444455556666')).toBeUndefined();
    expect(canaryIn(tagged(), undefined)).toBeUndefined();
  });

  test.each([[[]], [[{ key: canaryName }]], [[{ key: 'other', value: 'n' }]], ['tags'], [[null]]])(
    'none with the tags %j',
    (tags) => {
      expect(canaryIn(tagged({}, tags), hub)).toBeUndefined();
    },
  );
});

/** A log of canaries, one an hour, each as it is said. */
function logOf(...each: readonly (Partial<Canary> | number | undefined)[]): CanaryLog {
  return each.reduce<CanaryLog>((log, how, index) => {
    const sentAt = start + index * hour;
    const change = typeof how === 'number' ? { arrivedAt: sentAt + how } : how;
    const next = canarySent(log, { nonce: String(index), sentAt });
    return { ...next, canaries: next.canaries.map((c) => (c.sentAt === sentAt ? { ...c, ...change } : c)) };
  }, emptyCanaryLog);
}

describe('the log', () => {
  test('keeps two days of canaries, and since when there are any', () => {
    const log = logOf(...Array.from({ length: 60 }, () => minute));
    expect(log.canaries).toHaveLength(48);
    expect(log).toMatchObject({ version: 60, since: start });
  });

  test('keeps nothing of refusals that were followed by another try, so that a bad hour drives out no good day', () => {
    const good = logOf(...Array.from({ length: 48 }, () => minute));
    let log = good;
    for (let n = 0; n < 200; n += 1) {
      const canary = newCanary(start + 50 * hour + n * minute);
      log = canaryRefused(canarySent(log, canary), canary.nonce, refused);
    }
    expect(log.canaries).toHaveLength(48);
    expect(log.canaries.filter(({ arrivedAt }) => arrivedAt !== undefined)).toHaveLength(47);
  });

  test('knows a canary once: what comes again, or was never sent, changes nothing', () => {
    const log = logOf(undefined);
    const come = canaryArrived(log, '0', start + minute);
    expect(canaryArrived(come, '0', start + hour)).toBe(come);
    expect(canaryArrived(log, 'stranger', start)).toBe(log);
  });

  test('forgets a refusal that was none: the event came, so AWS took the tag', () => {
    const log = canaryArrived(canaryRefused(logOf(undefined), '0', refused), '0', start + minute);
    const come = [{ nonce: '0', sentAt: start, arrivedAt: start + minute }];
    expect(log.canaries).toEqual(come);
    expect(canaryRefused(log, '0', refused).canaries).toEqual(come);
  });
});

describe('what they tell', () => {
  const flights = (log: CanaryLog, now: number): Partial<CanaryFlights> => flightsOf(log, now) ?? {};

  test('nothing before the first', () => {
    expect(flightsOf(emptyCanaryLog, start)).toBeUndefined();
  });

  test('the newest that came, and what came before in numbers', () => {
    expect(flights(logOf(4 * minute, minute, 9 * minute), start + 3 * hour)).toMatchObject({
      since: start,
      sentAt: start + 2 * hour,
      last: { sentAt: start + 2 * hour, arrivedAt: start + 2 * hour + 9 * minute },
      waitingSince: undefined,
      lost: 0,
      usual: { count: 3, p50: 4 * minute, p95: 9 * minute },
    });
  });

  test('the oldest that is awaited, since the newest that came', () => {
    const log = logOf(minute, undefined, minute, undefined, undefined);
    expect(flights(log, start + 5 * hour)).toMatchObject({ waitingSince: start + 3 * hour, lost: 1 });
  });

  test('one that was overtaken is lost after an hour, and forgotten after a day', () => {
    const log = logOf(undefined, minute);
    const lostAt = (now: number) => flights(log, now).lost;
    expect([start + hour, start + hour + 1, start + 24 * hour - 1, start + 24 * hour].map(lostAt)).toEqual([
      0, 1, 1, 0,
    ]);
  });

  test('a refusal is told while it is the newest, and is awaited by nobody', () => {
    const log = logOf(minute, { refused });
    expect(flights(log, start + 2 * hour)).toMatchObject({ refused, waitingSince: undefined, sentAt: start });
    const mended = canarySent(log, { nonce: 'n', sentAt: start + 2 * hour });
    expect(flights(mended, start + 2 * hour)).toMatchObject({ refused: undefined });
  });

  test('a clock that runs behind makes no flight shorter than nothing', () => {
    expect(flights(logOf(-minute), start + hour)).toMatchObject({ usual: { count: 1, p50: 0, p95: 0 } });
  });
});

test('a percentile is a value that the share of the others does not exceed', () => {
  expect(percentile([], 0.5)).toBeUndefined();
  fc.assert(
    fc.property(
      fc.array(fc.integer(), { minLength: 1 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (values, share) => {
        const found = percentile(values, share) ?? Number.NaN;
        expect(values).toContain(found);
        expect(values.filter((each) => each <= found).length).toBeGreaterThanOrEqual(share * values.length);
        expect(values.filter((each) => each < found).length).toBeLessThanOrEqual(share * values.length);
      },
    ),
  );
});
