import { validateBlocks, validateView } from '../../sandbox/slack/validate-blocks.ts';
import { checkReport } from '../../src/blocks/check-report.ts';
import { findingCard } from '../../src/blocks/finding-card.ts';
import { fixModal } from '../../src/blocks/fix-modal.ts';
import type { SlackMessage } from '../../src/blocks/message.ts';
import * as notices from '../../src/blocks/sweep-notices.ts';
import { sweepProgress, sweepReport, worsenedReport } from '../../src/blocks/sweep-report.ts';
import type { AccountState, KnownAccount } from '../../src/core/account.ts';
import type { Locale } from '../../src/core/locale.ts';
import type { SweepReport } from '../../src/core/ports.ts';
import type { Outcome } from '../../src/core/posture.ts';
import type { Sweep, SweptAccount } from '../../src/core/sweep.ts';
import { guides } from '../../src/guides/index.generated.ts';
import { checks } from '../../src/posture/index.generated.ts';
import { unescapedIn } from '../support/unescaped.ts';

const now = Date.parse('2026-11-24T09:00:00Z');
const locales: readonly Locale[] = ['en', 'ko'];
const hostile = '`<!channel>` *acme* <https://example.com|here>';
const ids = Object.keys(checks);
const account = (index: number) => String(100_000_000_000 + index);

/** What Slack would say against a message. */
const faultsOf = ({ text, blocks }: SlackMessage) => [
  ...validateBlocks(blocks, 'message'),
  ...unescapedIn({ text, blocks }),
  ...(text === '' ? ['no text'] : []),
];

const states: readonly AccountState[] = ['pending', 'suspended', 'closing', 'closed', 'left'];
const skipped = (count: number): readonly KnownAccount[] =>
  Array.from({ length: count }, (_, index) => ({
    id: account(90_000 + index),
    name: index % 2 === 0 ? hostile : undefined,
    state: states[index % states.length] ?? 'left',
  }));

function sweepOf(total: number, change: Partial<Sweep> = {}): Sweep {
  return {
    id: 'sweep-1',
    startedAt: now - 95_000,
    by: { user: 'U0LEE', name: hostile },
    locale: 'en',
    total,
    skipped: [],
    ...change,
  };
}

/** Every account is of the kind that `kind` says. */
function reportOf(total: number, kind: (index: number) => Partial<SweptAccount>, change = {}): SweepReport {
  const swept = Array.from({ length: total }, (_, index) => ({
    account: account(index),
    outcomes: {},
    ...kind(index),
  }));
  return { sweep: sweepOf(total, change), now, swept };
}

const all = (outcome: Outcome) => Object.fromEntries(ids.map((id) => [id, outcome]));
const failing = () => ({ outcomes: all('fail'), worsened: ids });
const lost = () => ({ unreachable: { cause: 'assume-role-failed' as const, call: 'sts:AssumeRole' } });

describe.each(locales)('what RootGuard says of sweeps in %s, Slack takes', (locale) => {
  const named = (id: string) => `${hostile} ${id}`;
  const unnamed = () => undefined;

  test.each([
    ['nobody', reportOf(0, () => ({}))],
    ['one account that is well', reportOf(1, () => ({ outcomes: all('pass') }))],
    ['5,000 of which everything fails', reportOf(5_000, failing)],
    ['5,000 that nobody could reach', reportOf(5_000, lost)],
    ['5,000 that could not be fully looked at', reportOf(5_000, () => ({ outcomes: all('unknown') }))],
    ['5,000 that left meanwhile', reportOf(5_000, () => ({ state: 'left' as const }))],
    [
      'everything at once',
      {
        ...reportOf(5_000, (index) => [failing(), lost(), { outcomes: all('unknown') }][index % 3] ?? {}, {
          skipped: skipped(500),
          unlisted: { at: now, cause: 'access-denied', call: 'organizations:ListAccounts' },
        }),
        missing: Array.from({ length: 300 }, (_, index) => account(50_000 + index)),
      },
    ],
  ])('about %s', (_, report) => {
    for (const nameOf of [named, unnamed]) {
      expect(faultsOf(sweepReport(report, nameOf, locale))).toEqual([]);
      expect(faultsOf(worsenedReport(report, nameOf, locale))).toEqual([]);
    }
    expect(faultsOf(sweepProgress(report, locale))).toEqual([]);
  });

  test('a card of every check that fails, fixed by whomever, and how to fix it', () => {
    for (const check of ids) {
      const severity = checks[check]?.severity ?? 'low';
      const says = { en: hostile.repeat(20), ko: hostile.repeat(20) };
      const result = { check, severity, outcome: 'fail' as const, says };
      for (const name of [hostile, undefined]) {
        const finding = { account: account(1), result, since: now - 60_000 };
        expect(faultsOf(findingCard(finding, name, locale))).toEqual([]);
        expect(faultsOf(findingCard({ ...finding, fixed: { at: now, by: hostile } }, name, locale))).toEqual(
          [],
        );
        expect(faultsOf(findingCard({ ...finding, fixed: { at: now } }, name, locale))).toEqual([]);
        const view = fixModal({ account: account(1), name, check }, guides, locale);
        expect(view && validateView(view)).toEqual([]);
      }
    }
    expect(
      fixModal({ account: account(1), name: undefined, check: 'no-such-check' }, guides, locale),
    ).toBeUndefined();
  });

  test('notices', () => {
    const result = {
      check: 'root-mfa',
      severity: 'critical',
      outcome: 'pass',
      says: { en: hostile, ko: hostile },
    } as const;
    const again = { account: account(1), name: hostile, result, by: hostile };
    const said = [
      notices.sweepStartedNotice(5_000, true, locale),
      notices.sweepStartedNotice(5_000, false, locale),
      ...skipped(10).map((each) => notices.notActiveNotice(each, locale)),
      notices.checkedAgainNotice({ ...again, openFor: 7_200_000 }, locale),
      notices.checkedAgainNotice({ ...again, openFor: undefined }, locale),
      notices.noSuchCheckNotice(hostile, locale),
      notices.checkingAgainNotice(locale),
    ];
    expect(said.flatMap(faultsOf)).toEqual([]);
    const report = [{ account: account(1), name: hostile, results: [result] }];
    expect(faultsOf(checkReport(report, locale, skipped(40)))).toEqual([]);
  });
});

test('what fails most gravely comes first, then where most fails, then by name as people count', () => {
  const grave = ids.filter((id) => checks[id]?.severity === 'critical');
  const light = ids.filter((id) => checks[id]?.severity !== 'critical');
  const fails = (list: readonly string[]) => ({
    outcomes: Object.fromEntries(list.map((id) => [id, 'fail' as const])),
  });
  const kinds = [
    fails(light.slice(0, 1)),
    fails(grave.slice(0, 1)),
    fails(grave.slice(0, 2)),
    fails(grave.slice(0, 1)),
  ];
  const names = ['team-1', 'team-10', 'team-3', 'team-9'];
  const report = reportOf(4, (index) => kinds[index] ?? {});
  const text = JSON.stringify(sweepReport(report, (id) => names[Number(id.slice(-1))], 'en'));
  const order = ['team-3', 'team-9', 'team-10', 'team-1*'].map((name) => text.indexOf(`*${name}`));
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(order).not.toContain(-1);
});

test('says how many were checked, and how many were not', () => {
  const report = reportOf(5_000, (index) => (index < 2 ? lost() : { outcomes: all('pass') }));
  expect(sweepReport(report, () => undefined, 'en').text).toBe('4,998 checked, 2 unreachable: nothing fails');
  expect(sweepReport(report, () => undefined, 'ko').text).toBe(
    '4,998개 점검함, 2개 접근 불가: 실패한 항목이 없습니다',
  );
});
