import fc from 'fast-check';
import {
  alertPosted,
  alertRefused,
  betterShown,
  cardClosed,
  claimAlert,
  dueAlerts,
  fixTold,
  suspected,
} from '../../src/core/finding-alerts.ts';
import { findingValue, readFindingValue } from '../../src/core/finding-key.ts';
import { type LookKind, lookedAt } from '../../src/core/looked-at.ts';
import type { Outcome } from '../../src/core/posture.ts';
import { emptyPostureRecord, type PostureRecord } from '../../src/core/posture-record.ts';
import type { Severity } from '../../src/core/severity.ts';

const outcomes: readonly Outcome[] = ['pass', 'warn', 'fail', 'not-applicable', 'unknown'];
const minute = 60_000;
const look = (record: PostureRecord, outcome: Outcome, at: number, kind: LookKind = {}) =>
  lookedAt(record, [{ check: 'root-mfa', outcome, severity: 'critical' }], at, kind);
/** What a check is after looks that each are an hour after the one before. */
const afterLooks = (...seen: readonly Outcome[]) =>
  seen.reduce(
    (record, outcome, index) => look(record, outcome, (index + 1) * 60 * minute).record,
    emptyPostureRecord('111122223333'),
  );
/** What got worse, seen twice. */
const twice = (outcome: Outcome) => [outcome, outcome] as const;
const card = { channel: 'C0ALERTS', ts: '1.2' };
const stateOf = (record: PostureRecord) => record.states['root-mfa'];
const failed = afterLooks('pass', ...twice('fail'));
const since = 120 * minute;
const posted = alertPosted(failed, 'root-mfa', since, { card, shows: 'fail' });

describe('what got worse', () => {
  test('is told when a second look says so, too, and then since the first', () => {
    const once = afterLooks('pass', 'fail');
    expect([dueAlerts(once), suspected(once)]).toEqual([[], { checks: ['root-mfa'], at: since }]);
    expect(stateOf(once)).toMatchObject({ outcome: 'pass' });
    expect([dueAlerts(failed), suspected(failed).checks]).toEqual([['root-mfa'], []]);
    expect(stateOf(failed)).toEqual({ outcome: 'fail', since, alert: 'due' });
  });

  test('is not told when the second look comes too soon, unless it is one', () => {
    const once = afterLooks('pass', 'fail');
    expect(dueAlerts(look(once, 'fail', since + minute - 1).record)).toEqual([]);
    expect(dueAlerts(look(once, 'fail', since + minute).record)).toEqual(['root-mfa']);
    expect(dueAlerts(look(once, 'fail', since + 1, { second: true }).record)).toEqual(['root-mfa']);
  });

  test('is forgotten when the second look finds it as it was; not being able to look does not forget it', () => {
    const passed = afterLooks('pass', 'fail', 'pass');
    expect([dueAlerts(passed), passed.suspicions]).toEqual([[], undefined]);
    expect(stateOf(passed)?.since).toBe(60 * minute);
    expect(suspected(afterLooks('pass', 'fail', 'unknown')).checks).toEqual(['root-mfa']);
    expect(dueAlerts(afterLooks('pass', 'fail', 'unknown', 'fail'))).toEqual(['root-mfa']);
  });

  test('is a failure after anything better', () => {
    for (const better of ['pass', 'warn', 'not-applicable'] as const)
      expect(dueAlerts(afterLooks(better, ...twice('fail')))).toEqual(['root-mfa']);
    expect(dueAlerts(afterLooks('fail', 'unknown', 'fail', 'fail'))).toEqual([]);
  });

  test.each<[Severity, boolean | undefined, readonly string[]]>([
    ['critical', undefined, ['root-mfa']],
    ['high', undefined, ['root-mfa']],
    ['medium', undefined, []],
    ['high', true, []],
  ])('is a warning of severity %s (quiet: %s) after what was in order: %j', (severity, quiet, due) => {
    const warn = (record: PostureRecord, at: number) =>
      lookedAt(
        record,
        [{ check: 'root-mfa', outcome: 'warn', severity, ...(quiet && { quiet: true as const }) }],
        at,
      ).record;
    for (const better of ['pass', 'not-applicable'] as const)
      expect(dueAlerts(warn(warn(afterLooks(better), since), since + minute))).toEqual(due);
  });

  test('is what fails at the first look, once the installation was looked at as a whole', () => {
    const first = (kind: LookKind) =>
      [1, 2].reduce(
        (record, hour) => look(record, 'fail', hour * 60 * minute, kind).record,
        emptyPostureRecord('111122223333'),
      );
    expect(dueAlerts(first({}))).toEqual([]);
    expect(stateOf(first({}))).toEqual({ outcome: 'fail', since: 60 * minute });
    expect(dueAlerts(first({ firstIsNews: true }))).toEqual(['root-mfa']);
    expect(stateOf(first({ firstIsNews: true }))).toMatchObject({ first: true, since: 60 * minute });
    expect(dueAlerts(look(afterLooks(), 'warn', 9, { firstIsNews: true, second: true }).record)).toEqual([]);
  });
});

test('facts that are older than the newest change nothing', () => {
  const record = afterLooks('pass', 'pass', 'pass');
  expect(look(record, 'fail', 2)).toEqual({ record, fixed: [] });
});

test('an alert is claimed by one, and told to be suspect to whoever comes after a worker that died', () => {
  const claimed = claimAlert(failed, 'root-mfa', 1_000);
  if (claimed === undefined) throw new Error('Nobody could claim it.');
  expect(claimed.suspect).toBe(false);
  expect(claimAlert(claimed.record, 'root-mfa', 60_000)).toBeUndefined();
  expect(claimAlert(claimed.record, 'root-mfa', 92_000)?.suspect).toBe(true);
  expect(claimAlert(alertRefused(claimed.record, 'root-mfa', false), 'root-mfa', 2_000)?.suspect).toBe(false);
  expect(claimAlert(alertRefused(claimed.record, 'root-mfa', true), 'root-mfa', 2_000)?.suspect).toBe(true);
  expect(claimAlert(posted, 'root-mfa', 999_000)).toBeUndefined();
  expect(claimAlert(posted, 'no-such-check', 1)).toBeUndefined();
});

describe('a finding is closed', () => {
  const at = since + 120 * minute;

  test('when it is in order, with who checked and since when it was open', () => {
    const { record, fixed } = look(posted, 'pass', at, { by: 'Lee' });
    const fix = { openSince: since, at, by: 'Lee' };
    expect(fixed).toEqual([{ check: 'root-mfa', ...fix }]);
    expect(stateOf(record)).toEqual({
      outcome: 'pass',
      since: at,
      fixed: fix,
      closing: { card, failedSince: since, at, by: 'Lee' },
    });
    expect(stateOf(cardClosed(record, 'root-mfa'))).toEqual({ outcome: 'pass', since: at, fixed: fix });
  });

  test('and everybody is owed a word of it where no card says so, and a person did it', () => {
    const summary = { channel: 'C0ALERTS', ts: '3.4' };
    const told = alertPosted(failed, 'root-mfa', since, { summary });
    const { record } = look(told, 'pass', at, { by: 'Lee' });
    const fix = { openSince: since, at, by: 'Lee', summary };
    expect(stateOf(record)?.fixed).toEqual({ ...fix, untold: true });
    expect(stateOf(fixTold(record, 'root-mfa'))?.fixed).toEqual(fix);
    expect(stateOf(look(told, 'pass', at).record)?.fixed).toEqual({ openSince: since, at });
  });

  test('not by a warning: that is better, and its card says so and stays', () => {
    const { record, fixed } = look(posted, 'warn', at, { by: 'Lee' });
    expect(fixed).toEqual([]);
    expect(stateOf(record)).toEqual({
      outcome: 'warn',
      since: at,
      openSince: since,
      alert: 'posted',
      card,
      better: { at, by: 'Lee' },
    });
    const closed = look(betterShown(record, 'root-mfa'), 'not-applicable', at + minute);
    expect(closed.fixed).toEqual([{ check: 'root-mfa', openSince: since, at: at + minute }]);
    expect(stateOf(closed.record)?.closing).toEqual({ card, failedSince: since, at: at + minute });
  });

  test('a warning that nobody was alerted of, too, and what was only suspected', () => {
    const warned = look(afterLooks('warn'), 'pass', at, { by: 'Lee' });
    expect(warned.fixed).toMatchObject([{ openSince: 60 * minute, by: 'Lee' }]);
    const doubted = look(afterLooks('pass', 'fail'), 'pass', at, { by: 'Lee' });
    expect(doubted.fixed).toMatchObject([{ openSince: since, by: 'Lee' }]);
  });

  test('when it gets worse again, by its newer card', () => {
    const better = look(posted, 'warn', at).record;
    const again = look(look(better, 'fail', at + minute).record, 'fail', at + 2 * minute).record;
    expect(dueAlerts(again)).toEqual(['root-mfa']);
    const closing = { card, failedSince: since, at: at + minute, worse: true };
    expect(stateOf(again)).toEqual({ outcome: 'fail', since: at + minute, alert: 'due', closing });
  });
});

describe('what happens while an alert is on its way to Slack', () => {
  test('is drawn: it was fixed meanwhile', () => {
    const fixed = look(failed, 'pass', since + 120 * minute, { by: 'Lee' }).record;
    const late = alertPosted(fixed, 'root-mfa', since, { card, shows: 'fail' });
    expect(stateOf(late)?.closing).toMatchObject({ card, failedSince: since, by: 'Lee' });
  });

  test('is drawn: it got better', () => {
    const better = look(failed, 'warn', since + 120 * minute).record;
    const late = alertPosted(better, 'root-mfa', since, { card, shows: 'fail' });
    expect(stateOf(late)).toMatchObject({ card, alert: 'posted', better: { at: since + 120 * minute } });
  });

  test('is no second alert', () => {
    expect(alertPosted(posted, 'root-mfa', since, { card, shows: 'fail' })).toEqual(posted);
  });
});

test('whatever is seen in whatever order, an alert is due exactly when it is worse than it last was and was seen twice', () => {
  const level: Readonly<Record<string, number>> = { pass: 0, 'not-applicable': 0, warn: 1, fail: 2 };
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...outcomes), { maxLength: 14 }), (seen) => {
      let known: string | undefined;
      let due = false;
      let doubt = false;
      for (const outcome of seen) {
        if (outcome === 'unknown') continue;
        const isWorse = known !== undefined && (level[outcome] ?? 0) > (level[known] ?? 0);
        if (isWorse && !doubt) {
          doubt = true;
          continue;
        }
        // What was due stays so while it is not in order.
        due = isWorse || (due && level[outcome] !== 0);
        doubt = false;
        known = outcome;
      }
      const record = afterLooks(...seen);
      expect(dueAlerts(record)).toEqual(due ? ['root-mfa'] : []);
      expect(suspected(record).checks).toEqual(doubt ? ['root-mfa'] : []);
      expect(stateOf(record)?.outcome).toBe(known);
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
