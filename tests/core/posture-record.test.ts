import fc from 'fast-check';
import { findingValue, readFindingValue } from '../../src/core/finding-key.ts';
import type { Outcome } from '../../src/core/posture.ts';
import {
  alertPosted,
  alertRefused,
  cardClosed,
  claimAlert,
  dueAlerts,
  emptyPostureRecord,
  lookedAt,
  type PostureRecord,
} from '../../src/core/posture-record.ts';

const outcomes: readonly Outcome[] = ['pass', 'warn', 'fail', 'not-applicable', 'unknown'];
const look = (record: PostureRecord, outcome: Outcome, at: number, by?: string) =>
  lookedAt(record, [{ check: 'root-mfa', outcome }], at, by);
const after = (...seen: readonly Outcome[]) =>
  seen.reduce(
    (record, outcome, index) => look(record, outcome, index + 1).record,
    emptyPostureRecord('111122223333'),
  );

test('how RootGuard finds an account is no worsening; a failure after anything better is', () => {
  expect(dueAlerts(after('fail'))).toEqual([]);
  for (const better of ['pass', 'warn', 'not-applicable'] as const)
    expect(dueAlerts(after(better, 'fail'))).toEqual(['root-mfa']);
});

test('not being able to look is neither a worsening nor a fix', () => {
  expect(dueAlerts(after('pass', 'unknown'))).toEqual([]);
  expect(dueAlerts(after('pass', 'unknown', 'fail'))).toEqual(['root-mfa']);
  expect(dueAlerts(after('fail', 'unknown', 'fail'))).toEqual([]);
  expect(look(after('pass', 'fail'), 'unknown', 9).fixed).toEqual([]);
});

test('facts that are older than the newest change nothing', () => {
  const record = after('pass', 'pass', 'pass');
  expect(look(record, 'fail', 2)).toEqual({ record, fixed: [] });
});

test('an alert is claimed by one, and told to be suspect to whoever comes after a worker that died', () => {
  const record = after('pass', 'fail');
  const claimed = claimAlert(record, 'root-mfa', 1_000);
  if (claimed === undefined) throw new Error('Nobody could claim it.');
  expect(claimed.suspect).toBe(false);
  expect(claimAlert(claimed.record, 'root-mfa', 60_000)).toBeUndefined();
  expect(claimAlert(claimed.record, 'root-mfa', 92_000)?.suspect).toBe(true);
  expect(claimAlert(alertRefused(claimed.record, 'root-mfa', false), 'root-mfa', 2_000)?.suspect).toBe(false);
  expect(claimAlert(alertRefused(claimed.record, 'root-mfa', true), 'root-mfa', 2_000)?.suspect).toBe(true);
  const posted = alertPosted(claimed.record, 'root-mfa', { channel: 'C0ALERTS', ts: '1.2' });
  expect(claimAlert(posted, 'root-mfa', 999_000)).toBeUndefined();
  expect(claimAlert(posted, 'no-such-check', 1)).toBeUndefined();
});

test('a card of a check that was fixed is closed, with who checked and since when it failed', () => {
  const card = { channel: 'C0ALERTS', ts: '1.2' };
  const posted = alertPosted(after('pass', 'fail'), 'root-mfa', card);
  const { record, fixed } = look(posted, 'pass', 9, 'Lee');
  expect(fixed).toEqual([{ check: 'root-mfa', failedSince: 2 }]);
  expect(record.states['root-mfa']).toEqual({
    outcome: 'pass',
    since: 9,
    closing: { card, failedSince: 2, at: 9, by: 'Lee' },
  });
  expect(cardClosed(record, 'root-mfa').states['root-mfa']).toEqual({ outcome: 'pass', since: 9 });
});

test('whatever is seen in whatever order, an alert is due exactly when the last change was to a failure', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...outcomes), { maxLength: 12 }), (seen) => {
      const record = after(...seen);
      const known = seen.filter((outcome) => outcome !== 'unknown');
      const last = known.at(-1);
      const was = known.findLast((outcome) => outcome !== 'fail');
      expect(dueAlerts(record)).toEqual(last === 'fail' && was !== undefined ? ['root-mfa'] : []);
      expect(record.states['root-mfa']?.outcome).toBe(last);
    }),
  );
});

test('a button carries an account and a check, and nothing else is read as one', () => {
  expect(readFindingValue(findingValue('111122223333', 'root-mfa'))).toEqual({
    account: '111122223333',
    check: 'root-mfa',
  });
  expect(readFindingValue('guard dead-letters')).toEqual({ account: 'guard', check: 'dead-letters' });
  for (const value of ['', 'nonsense', '111122223333', '111122223333 __proto__', '1 root-mfa'])
    expect(readFindingValue(value)).toBeUndefined();
  fc.assert(fc.property(fc.string(), (value) => void readFindingValue(value)));
});
