import { validateBlocks, validateView } from '../../sandbox/slack/validate-blocks.ts';
import { checkReport } from '../../src/blocks/check-report.ts';
import { findingCard } from '../../src/blocks/finding-card.ts';
import { fixModal } from '../../src/blocks/fix-modal.ts';
import { findingsIn, fixedNotice, withFixes } from '../../src/blocks/fixed-findings.ts';
import type { SlackMessage } from '../../src/blocks/message.ts';
import * as notices from '../../src/blocks/sweep-notices.ts';
import { sweepProgress, sweepReport, worsenedReport } from '../../src/blocks/sweep-report.ts';
import type { AccountState, KnownAccount } from '../../src/core/account.ts';
import type { Locale } from '../../src/core/locale.ts';
import type { Outcome } from '../../src/core/posture.ts';
import { subjects } from '../../src/core/subject.ts';
import type { Sweep, SweptAccount } from '../../src/core/sweep.ts';
import { guides } from '../../src/guides/index.generated.ts';
import { checks } from '../../src/posture/index.generated.ts';
import { standingOf, sweepReportOf } from '../support/sweeps.ts';
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
function sweptOf(total: number, kind: (index: number) => Partial<SweptAccount>): readonly SweptAccount[] {
  return Array.from({ length: total }, (_, index) => ({
    account: account(index),
    outcomes: {},
    ...kind(index),
  }));
}

const all = (outcome: Outcome) => Object.fromEntries(ids.map((id) => [id, outcome]));
/** Everything about the organization and the guard. */
const subjectsOf = (outcome: Outcome): readonly SweptAccount[] =>
  subjects.map((subject) => ({
    account: subject,
    outcomes: Object.fromEntries(
      ids.filter((id) => checks[id]?.scope === subject).map((id) => [id, outcome]),
    ),
  }));
const failing = () => ({ outcomes: all('fail'), worsened: ids });
const lost = () => ({ unreachable: { cause: 'assume-role-failed' as const, call: 'sts:AssumeRole' } });

describe.each(locales)('what RootGuard says of sweeps in %s, Slack takes', (locale) => {
  const named = (id: string) => `${hostile} ${id}`;
  const unnamed = () => undefined;

  test.each([
    ['nobody', 0, () => ({}), []],
    ['one account that is well', 1, () => ({}), []],
    ['5,000 of which everything fails', 5_000, failing, subjectsOf('fail')],
    ['5,000 that nobody could reach', 5_000, lost, subjectsOf('unknown')],
    ['5,000 that could not be fully looked at', 5_000, () => ({ outcomes: all('unknown') }), []],
    ['5,000 that left meanwhile', 5_000, () => ({ state: 'left' as const }), subjectsOf('warn')],
    [
      'everything at once',
      5_000,
      (index: number) => [failing(), lost(), { outcomes: all('unknown') }][index % 3] ?? {},
      [...subjectsOf('fail').slice(0, 1), ...subjectsOf('unknown').slice(1)],
    ],
  ])('about %s', (what, total, kind, wholes) => {
    const everything = what === 'everything at once';
    const sweep = sweepOf(total, {
      ...(everything && {
        skipped: skipped(500),
        unlisted: { at: now, cause: 'access-denied', call: 'organizations:ListAccounts' },
      }),
    });
    const swept = sweptOf(total, kind);
    const missing = everything ? Array.from({ length: 300 }, (_, index) => account(50_000 + index)) : [];
    for (const nameOf of [named, unnamed]) {
      const report = sweepReportOf(sweep, [...swept, ...wholes], { now, missing, nameOf });
      expect(faultsOf(sweepReport(report, nameOf, locale))).toEqual([]);
      expect(faultsOf(worsenedReport(report, nameOf, locale))).toEqual([]);
    }
    expect(faultsOf(sweepProgress(standingOf(sweep, swept, now), locale))).toEqual([]);
  });

  test('a card of every check that fails, fixed by whomever, and how to fix it', () => {
    for (const check of ids) {
      const severity = checks[check]?.severity ?? 'low';
      const says = { en: hostile.repeat(20), ko: hostile.repeat(20) };
      const result = { check, severity, outcome: 'fail' as const, says };
      for (const name of [hostile, undefined]) {
        const finding = { account: account(1), result, since: now - 60_000 };
        expect(faultsOf(findingCard(finding, name, locale))).toEqual([]);
        expect(faultsOf(findingCard({ ...finding, first: true }, name, locale))).toEqual([]);
        for (const kind of ['fixed', 'better', 'worse'] as const)
          for (const by of [hostile, undefined]) {
            const became = { kind, at: now, ...(by !== undefined && { by }) };
            expect(faultsOf(findingCard({ ...finding, became }, name, locale))).toEqual([]);
          }
        const line = { account: account(1), check, openSince: now - 60_000, at: now, by: hostile };
        expect(faultsOf(fixedNotice(line, name, locale))).toEqual([]);
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
      notices.checkedAgainNotice({ ...again, openFor: undefined, better: true }, locale),
      notices.noSuchCheckNotice(hostile, locale),
      notices.checkingAgainNotice(locale),
      notices.asksAgain(notices.noSuchCheckNotice(hostile, locale), locale),
    ];
    expect(said.flatMap(faultsOf)).toEqual([]);
    const report = [{ account: account(1), name: hostile, results: [result] }];
    expect(faultsOf(checkReport(report, locale, skipped(40)))).toEqual([]);
  });
});

const grave = ids.filter((id) => checks[id]?.severity === 'critical');
const light = ids.filter((id) => checks[id]?.severity !== 'critical');
const fails = (list: readonly string[]) => ({
  outcomes: Object.fromEntries(list.map((id) => [id, 'fail' as const])),
});
const buttonsOf = ({ blocks }: SlackMessage) => blocks.filter(({ type }) => type === 'actions');

test('what fails most gravely comes first, then where most fails, then by name as people count', () => {
  const kinds = [
    fails(light.slice(0, 1)),
    fails(grave.slice(0, 1)),
    fails(grave.slice(0, 2)),
    fails(grave.slice(0, 1)),
  ];
  const names = ['team-1', 'team-10', 'team-3', 'team-9'];
  const nameOf = (id: string) => names[Number(id.slice(-1))];
  const swept = sweptOf(4, (index) => kinds[index] ?? {});
  const report = sweepReportOf(sweepOf(4), swept, { now, nameOf });
  const text = JSON.stringify(sweepReport(report, nameOf, 'en'));
  const order = ['team-3', 'team-9', 'team-10', 'team-1*'].map((name) => text.indexOf(`*${name}`));
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(order).not.toContain(-1);
});

test('the worst of 5,000 lead, wherever they stand, and the others are counted', () => {
  const swept = sweptOf(5_000, (index) => fails(index === 4_711 ? grave : light.slice(0, 1)));
  const report = sweepReportOf(sweepOf(5_000), swept, { now });
  const message = sweepReport(report, () => undefined, 'en');
  expect(message.text).toBe('5,000 checked: 5,000 need work');
  expect(JSON.stringify(message.blocks[1])).toContain('1000 0000 4711');
  const listed = (JSON.stringify(message.blocks).match(/\d{4} \d{4} \d{4}/g) ?? []).length;
  const left = Number(/… and (\d+) more\./.exec(JSON.stringify(message))?.[1]);
  const led = new Set(JSON.stringify(message.blocks.slice(0, 17)).match(/\d{4} \d{4} \d{4}/g)).size;
  const lines = listed - buttonsOf(message).length;
  expect(led + lines + left).toBe(5_000);
});

describe('what fails on the organization and the guard', () => {
  const nobody = () => undefined;

  test('leads the report, the most severe first, with the buttons of any finding, and leaves room for accounts', () => {
    const swept = [...sweptOf(30, () => fails(grave)), ...subjectsOf('fail')];
    const message = sweepReport(sweepReportOf(sweepOf(30), swept, { now }), nobody, 'en');
    expect(message.text).toBe(
      'The organization needs work · The guard itself needs work · 30 checked: 30 need work',
    );
    const values = buttonsOf(message).flatMap((block) =>
      block.type === 'actions' ? block.elements.flatMap((each) => ('value' in each ? [each.value] : [])) : [],
    );
    const found = [...new Set(values)].map((value) => String(value).split(' '));
    expect(found).toHaveLength(8);
    expect(found.slice(0, 4).every(([who]) => who === 'guard' || who === 'organization')).toBe(true);
    expect(found.slice(4).every(([who]) => /^\d{12}$/.test(who ?? ''))).toBe(true);
    expect(found.slice(0, 4).map(([, check]) => checks[check ?? '']?.severity)).toEqual(
      Array.from({ length: 4 }, () => 'critical'),
    );
    // What has no button is named all the same.
    const text = JSON.stringify(message);
    for (const { account, outcomes } of subjectsOf('fail'))
      for (const check of Object.keys(outcomes))
        expect([account, check, text.includes(checks[check]?.title.en ?? '?')]).toEqual([
          account,
          check,
          true,
        ]);
  });

  test('is not mentioned where nothing does', () => {
    const swept = [...sweptOf(1, () => ({})), ...subjectsOf('pass')];
    const message = sweepReport(sweepReportOf(sweepOf(1), swept, { now }), nobody, 'ko');
    expect(message.text).toBe('1개 점검함: 실패한 항목이 없습니다');
    expect(JSON.stringify(message)).not.toMatch(/조직|RootGuard 자체/);
  });

  test('is said to be unknown where nobody could look', () => {
    const swept = [...sweptOf(1, () => ({})), ...subjectsOf('unknown')];
    const report = sweepReportOf(sweepOf(1), swept, { now });
    expect(JSON.stringify(sweepReport(report, nobody, 'en'))).toMatch(
      /\? The guard itself: \d+ checks could not be looked at: /,
    );
  });
});

test('says how many were checked, and how many were not', () => {
  const swept = sweptOf(5_000, (index) => (index < 2 ? lost() : {}));
  const report = sweepReportOf(sweepOf(5_000), swept, { now });
  expect(sweepReport(report, () => undefined, 'en').text).toBe('4,998 checked, 2 unreachable: nothing fails');
  expect(sweepReport(report, () => undefined, 'ko').text).toBe(
    '4,998개 점검함, 2개 접근 불가: 실패한 항목이 없습니다',
  );
});

describe('a finding of a report that is fixed', () => {
  const swept = sweptOf(3, () => fails(grave.slice(0, 2)));
  const report = sweepReportOf(sweepOf(3), swept, { now });
  const { blocks } = sweepReport(report, () => undefined, 'en');
  const values = findingsIn(blocks);
  const [value = ''] = values;
  const [who = '', check = ''] = value.split(' ');
  const fix = { account: who, check, openSince: now - 7_200_000, at: now, by: hostile };

  test.each(locales)(
    'says so in its place, in %s, and has no buttons; the others stay as they are',
    (locale) => {
      const drawn = withFixes(blocks, new Map([[value, fix]]), () => hostile, locale);
      if (drawn === undefined) throw new Error('Nothing changed.');
      expect(drawn).toHaveLength(blocks.length - 1);
      expect(findingsIn(drawn)).toEqual(values.slice(1));
      expect(drawn.slice(2)).toEqual(blocks.slice(3));
      expect(JSON.stringify(drawn[1])).toMatch(locale === 'en' ? /it was open for 2 h/ : /2시간 동안/);
      expect(faultsOf({ text: 'x', blocks: [...drawn] })).toEqual([]);
    },
  );

  test('changes nothing where there is none', () => {
    expect(
      withFixes(blocks, new Map([['444455556666 root-mfa', fix]]), () => undefined, 'en'),
    ).toBeUndefined();
    expect(withFixes([undefined, 'x', {}], new Map([[value, fix]]), () => undefined, 'en')).toBeUndefined();
  });
});

describe('what warns', () => {
  const warns = (list: readonly string[]) => ({
    outcomes: Object.fromEntries(list.map((id) => [id, 'warn' as const])),
  });
  const ofAccounts = ids.filter((id) => checks[id]?.scope === 'account');
  const [first = '', second = ''] = ofAccounts;
  const title = (id: string) => checks[id]?.title.en ?? id;

  test('is counted in the title, and named by the check, the most frequent first', () => {
    const swept = sweptOf(9, (index) =>
      index < 5 ? warns([second]) : index < 7 ? warns([first, second]) : {},
    );
    const report = sweepReportOf(sweepOf(9), swept, { now });
    const message = sweepReport(report, () => undefined, 'en');
    expect(message.text).toBe('9 checked: nothing fails, 7 with warnings');
    expect(JSON.stringify(message)).toContain(`! Warnings: ${title(second)} (7), ${title(first)} (2)`);
    expect(sweepReport(report, () => undefined, 'ko').text).toBe(
      '9개 점검함: 실패한 항목이 없습니다 (경고가 있는 계정 7개)',
    );
  });

  test('takes a line, however much it is, and leads nothing', () => {
    const swept = [...sweptOf(5_000, () => warns(ofAccounts)), ...subjectsOf('warn')];
    const report = sweepReportOf(sweepOf(5_000), swept, { now });
    for (const locale of locales) {
      const message = sweepReport(report, () => hostile, locale);
      expect(faultsOf(message)).toEqual([]);
      expect(buttonsOf(message)).toEqual([]);
    }
    const text = JSON.stringify(sweepReport(report, () => undefined, 'en'));
    expect(text).toContain(`(5,000), and ${ofAccounts.length - 5} more`);
    expect(text).toContain('! The guard itself · Warnings: ');
  });
});
