import { checkReport } from '../../src/blocks/check-report.ts';
import { findingCard } from '../../src/blocks/finding-card.ts';
import { fixModal } from '../../src/blocks/fix-modal.ts';
import { fixedNotice } from '../../src/blocks/fixed-findings.ts';
import { homeBoard } from '../../src/blocks/home-board.ts';
import { statusReport } from '../../src/blocks/status-report.ts';
import * as notices from '../../src/blocks/sweep-notices.ts';
import { sweepProgress, sweepReport, worsenedReport } from '../../src/blocks/sweep-report.ts';
import type { AccountState } from '../../src/core/account.ts';
import type { CheckResult, Outcome, Scope } from '../../src/core/posture.ts';
import type { Sweep, SweptAccount } from '../../src/core/sweep.ts';
import { guides } from '../../src/guides/index.generated.ts';
import { checks } from '../../src/posture/index.generated.ts';
import { judgedExamples } from '../support/judged-examples.ts';
import { standingOf, sweepReportOf } from '../support/sweeps.ts';
import {
  account,
  accountName,
  accountsOf,
  errorCode,
  lives,
  longest,
  nameOf,
  now,
  personName,
  plans,
  typed,
} from './longest.ts';
import { each, one, type Walks } from './walk.ts';

/** Every verdict that an example of a check gets. */
const results: readonly CheckResult[] = Object.entries(checks).flatMap(([check, own]) =>
  judgedExamples(own).map(({ verdict }) => ({ check, severity: own.severity, ...verdict })),
);
const failing = results.filter(({ outcome }) => outcome === 'fail');

/** Of each check of a scope one verdict, as a look gives: a failure, or else the longest. */
const wholeOf = (scope: Scope): readonly CheckResult[] =>
  Object.entries(checks).flatMap(([id, own]) => {
    if (own.scope !== scope) return [];
    const longest = results
      .filter(({ check }) => check === id)
      .toSorted((a, b) => b.says.ko.length - a.says.ko.length || b.says.en.length - a.says.en.length);
    return longest.find(({ outcome }) => outcome === 'fail') ?? longest[0] ?? [];
  });
const whole = wholeOf('account');
const unclear = whole.map((result) => ({ ...result, outcome: 'unknown' as const }));
const states: Readonly<Record<AccountState, 1>> = {
  active: 1,
  pending: 1,
  suspended: 1,
  closing: 1,
  closed: 1,
  left: 1,
};
const every = Object.keys(states) as AccountState[];
const inactive = every.map((state) => ({ id: account, name: accountName, state }));
const failsAll = Object.fromEntries(Object.keys(checks).map((check) => [check, 'fail' as Outcome]));

const sweep: Sweep = {
  id: 'sweep-1',
  startedAt: now,
  by: { user: 'U0KIM', name: personName },
  locale: 'en',
  total: 5_000,
  skipped: Array.from(
    { length: 40 },
    (_, index) => inactive[index % inactive.length] ?? { id: account, name: undefined, state: 'left' },
  ),
  unlisted: { at: now, cause: 'access-denied', call: 'organizations:ListAccounts' },
};
const ofScope = (scope: Scope, outcome: Outcome) =>
  Object.fromEntries(
    Object.entries(checks).flatMap(([id, own]) => (own.scope === scope ? [[id, outcome]] : [])),
  );
const swept: readonly SweptAccount[] = [
  ...accountsOf(5_000).map(({ id }, index) => ({
    account: id,
    outcomes: index % 3 === 0 ? failsAll : index % 3 === 1 ? { 'root-mfa': 'unknown' as const } : {},
    ...(index % 7 === 0 && { unreachable: { cause: 'assume-role-failed' as const, call: 'sts:AssumeRole' } }),
    ...(index % 11 === 0 && { state: 'closed' as const }),
    worsened: ['root-mfa', 'root-access-keys'],
  })),
  { account: 'guard', outcomes: ofScope('guard', 'fail') },
  { account: 'organization', outcomes: ofScope('organization', 'unknown') },
];
const { unlisted: _, ...listed } = { ...sweep, skipped: [] };
const missing = accountsOf(5_020)
  .slice(5_000)
  .map(({ id }) => id);
const reports = [sweepReportOf(sweep, swept, { now, missing }), sweepReportOf(listed, [], { now })];

const status = {
  now,
  open: Array.from({ length: 20 }, (_, index) => lives[index % lives.length] ?? longest),
  more: true,
  accounts: accountsOf(500).map(({ id }, index) => ({
    account: id,
    name: accountName,
    ...(index % 2 === 0 && { checkedAt: now - index * 60_000 }),
    results: whole,
  })),
  dropped: { total: 7, last: { reason: 'no-detail', id: typed, at: now } },
  failedChores: Array.from({ length: 6 }, () => ({ chore: 'weekly-digest', at: now, error: 'StoreError' })),
  deliveries: { mail: { rung: 'mail', at: now, reason: errorCode } },
  beatAt: now,
  guard: { checkedAt: now, results: whole },
  organization: { checkedAt: now, results: whole },
} as const;

const board = {
  now,
  rows: accountsOf(15).map(({ id }) => ({
    account: id,
    name: accountName,
    open: lives,
    results: whole,
    checkedAt: now,
    usedAt: now,
    provenAt: now,
    plans,
    custodians: Array.from({ length: 20 }, () => ({ name: personName })),
  })),
  page: 3,
  pages: 400,
  accounts: 5_000,
  openAlerts: 100,
  moreAlerts: true,
  failing: 4_000,
  neverChecked: 4_000,
  droppedEvents: 4_000,
  failedChores: 6,
  guides: Object.entries(guides).map(([word, { title }]) => ({ word, title: title.ko })),
};

const finding = (result: CheckResult) => ({ account, result, since: now - 9 * 86_400_000 });

/** Checks, sweeps, the status and App Home. */
export const postureWalks: Walks = {
  'check-report.checkReport': (locale) => [
    ...each(results, (result) => checkReport([{ account, name: undefined, results: [result] }], locale)),
    ...each([whole, unclear], (all) =>
      checkReport([{ account, name: accountName, results: all }], locale, inactive),
    ),
    ...each([2, 5], (n) =>
      checkReport(
        accountsOf(n).map(({ id }, index) => ({
          account: id,
          name: accountName,
          results: index % 2 === 0 ? whole : unclear,
        })),
        locale,
        inactive,
      ),
    ),
  ],
  'finding-card.findingCard': (locale) =>
    [...failing, ...results.filter(({ outcome }) => outcome === 'warn')].flatMap((result) =>
      each(
        [
          {},
          { first: true },
          ...(['fixed', 'better', 'worse'] as const).flatMap((kind) => [
            { became: { at: now, kind } },
            { became: { at: now, by: personName, kind } },
          ]),
        ],
        (more) => findingCard({ ...finding(result), ...more }, accountName, locale),
      ),
    ),
  'fixed-findings.fixedNotice': (locale) =>
    each(Object.keys(checks), (check) =>
      fixedNotice(
        { account, check, openSince: now - 9 * 86_400_000, at: now, by: personName },
        accountName,
        locale,
      ),
    ),
  'fix-modal.fixModal': (locale) =>
    each(Object.keys(checks), (check) => fixModal({ account, name: accountName, check }, guides, locale)),
  'status-report.statusReport': (locale) =>
    each(
      [
        status,
        { ...status, deliveries: { second: { rung: 'second', at: now, reason: 'is_archived' } } },
        {
          now,
          open: [],
          more: false,
          accounts: [],
          dropped: { total: 0 },
          failedChores: [],
          deliveries: {},
          guard: undefined,
          organization: undefined,
        },
      ] as const,
      (each) => statusReport(each, locale),
    ),
  'home-board.homeBoard': (locale) =>
    each([board, { ...board, rows: [], accounts: 0, pages: 1, page: 0, openAlerts: 0, guides: [] }], (each) =>
      homeBoard(each, locale),
    ),
  'sweep-report.sweepProgress': (locale) =>
    each([standingOf(sweep, swept, now), standingOf(listed, [], now)], (each) => sweepProgress(each, locale)),
  'sweep-report.sweepReport': (locale) => each(reports, (each) => sweepReport(each, nameOf, locale)),
  'sweep-report.worsenedReport': (locale) =>
    each(reports.slice(0, 1), (each) => worsenedReport(each, nameOf, locale)),
  'sweep-notices.sweepStartedNotice': (locale) =>
    each([true, false], (shown) => notices.sweepStartedNotice(5_000, shown, locale)),
  'sweep-notices.notActiveNotice': (locale) =>
    each(inactive, (each) => notices.notActiveNotice(each, locale)),
  'sweep-notices.checkedAgainNotice': (locale) =>
    results.flatMap((result) =>
      each([{ openFor: undefined }, { openFor: 60_000 }, { openFor: undefined, better: true }], (more) =>
        notices.checkedAgainNotice({ account, name: accountName, result, ...more, by: personName }, locale),
      ),
    ),
  'sweep-notices.noSuchCheckNotice': one((locale) => notices.noSuchCheckNotice(typed, locale)),
  'sweep-notices.unknownCheckNotice': (locale) =>
    each([undefined, 'root-mfa'], (nearest) =>
      notices.unknownCheckNotice(typed, nearest, Object.keys(checks), locale),
    ),
  'sweep-notices.asksAgain': one((locale) => notices.asksAgain(notices.checkingAgainNotice(locale), locale)),
  'sweep-notices.checkingAgainNotice': one((locale) => notices.checkingAgainNotice(locale)),
};
