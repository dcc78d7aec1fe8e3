import { validateBlocks, validateView } from '../../sandbox/slack/validate-blocks.ts';
import { claimForm } from '../../src/blocks/claim-form.ts';
import { custodianList } from '../../src/blocks/custodian-list.ts';
import * as custodianNotices from '../../src/blocks/custodian-notices.ts';
import { custodianQuestion } from '../../src/blocks/custodian-question.ts';
import { verdictMessage } from '../../src/blocks/custodian-verdict.ts';
import { homeBoard } from '../../src/blocks/home-board.ts';
import type { SlackMessage } from '../../src/blocks/message.ts';
import { loadingModal, noticeModal } from '../../src/blocks/modal.ts';
import * as notices from '../../src/blocks/notices.ts';
import { planCard } from '../../src/blocks/plan-card.ts';
import { planForm } from '../../src/blocks/plan-form.ts';
import { planList } from '../../src/blocks/plan-list.ts';
import * as planNotices from '../../src/blocks/plan-notices.ts';
import { newAttestation, type Said, withAnswer } from '../../src/core/attestation.ts';
import { mostCustodians } from '../../src/core/custodian.ts';
import { healthyAccount } from '../../src/core/example-facts.ts';
import type { Locale } from '../../src/core/locale.ts';
import { declinedPlan, endedPlan, type Plan, withDeed } from '../../src/core/plan.ts';
import { judgeAccount } from '../../src/flows/check-posture.ts';
import { plannable } from '../../src/flows/plannable.ts';
import { guides } from '../../src/guides/index.generated.ts';
import { incidentOf, openingTime } from '../support/incidents.ts';
import { confirmedPlan, kim, lee, planOf, planTime } from '../support/plans.ts';
import { textsOf, unescapedIn } from '../support/unescaped.ts';

/** As long and as hostile as anything may be that people, or whoever holds root, can choose. */
const hostile = '<!channel> <@U0KIM> <https://example.com|click> `*_~ & \u202e루트👩‍🚒 '.repeat(40);
const long = hostile.slice(0, 1_000);
const name = hostile.slice(0, 120);
const account = '111122223333';

function plans(): readonly Plan[] {
  const change = { reason: long, expected: plannable };
  let busy = confirmedPlan(123_456, change);
  for (let number = 0; number < 260; number += 1)
    busy =
      withDeed(busy, {
        mark: `mark-${number}`,
        at: planTime + number,
        name: hostile.slice(0, 200),
        detections: plannable.slice(0, number % 5),
        incident: 'RG-7K3MPQ2A',
        inside: number % 3 === 0,
      }) ?? busy;
  const asked = planOf(12, change);
  const named = { ...kim, name };
  return [
    asked,
    busy,
    { ...endedPlan(busy, named), log: [{ ...named, did: 'ended' }] } as Plan,
    declinedPlan(asked, { ...lee, name }) as Plan,
    endedPlan(asked, named) as Plan,
    { ...asked, state: 'expired' },
  ];
}

function questions() {
  const people = Array.from({ length: mostCustodians }, (_, index) => ({ user: `U${index}`, name }));
  const asked = newAttestation({ incident: incidentOf().id, account }, people, openingTime);
  const say = (said: Said, count: number) =>
    people.slice(0, count).reduce((seen, { user }, index) => {
      const answer = { by: user, name, at: openingTime + index, said, reason: long };
      return withAnswer(seen, answer) ?? seen;
    }, asked);
  const silent = { ...asked, verdict: { outcome: 'silent', at: openingTime } } as const;
  const unreachable = { ...asked, verdict: { outcome: 'unreachable', at: openingTime } } as const;
  return [asked, say('me', 1), say('not-me', 20), say('unknown', 20), say('not-me', 3), silent, unreachable];
}

function rows() {
  const check = { facts: healthyAccount(), at: openingTime };
  return Array.from({ length: 15 }, (_, index) => ({
    account: String(100_000_000_000 + index),
    name,
    open: Array.from({ length: 5 }, (_, number) => incidentOf(number)),
    results: judgeAccount(check),
    checkedAt: openingTime,
    usedAt: openingTime,
    provenAt: openingTime,
    plans: plans(),
    custodians: Array.from({ length: mostCustodians }, () => ({ name })),
  }));
}

function board() {
  const counts = { accounts: 5_000, openAlerts: 100, moreAlerts: true, failing: 9, neverChecked: 9 };
  const titles = (locale: Locale) =>
    Object.entries(guides).map(([word, { title }]) => ({ word, title: title[locale] }));
  return (locale: Locale) => ({
    ...counts,
    ...{ now: openingTime, rows: rows(), page: 3, pages: 334, droppedEvents: 7, failedChores: 2 },
    guides: titles(locale),
  });
}

describe.each(['en', 'ko'] as const)('what people see in %s', (locale) => {
  const messages: readonly (readonly [string, () => readonly SlackMessage[]])[] = [
    ['plans', () => plans().map((plan) => planCard(plan, name, locale))],
    ['a plan of an account without a name', () => [planCard(planOf(), undefined, locale)]],
    [
      'the list of plans',
      () => [
        planList([], () => name, locale),
        planList(
          Array.from({ length: 60 }, () => plans()[0] as Plan),
          () => name,
          locale,
        ),
      ],
    ],
    [
      'notices about plans',
      () => [
        ...plans().map((plan) => planNotices.planNotOpenNotice(plan, locale)),
        planNotices.planAskedNotice(planOf(), locale),
        planNotices.planEndedNotice(planOf(), locale),
        planNotices.ownPlanNotice(planOf(), locale),
        planNotices.noSuchPlanNotice(long, locale),
      ],
    ],
    [
      'questions to custodians',
      () =>
        questions().flatMap((each) =>
          ['U0', 'U19'].map((user) => custodianQuestion(user, each, incidentOf(), name, locale)),
        ),
    ],
    [
      'verdicts',
      () =>
        questions()
          .filter(({ verdict }) => verdict !== undefined)
          .flatMap((each) => [
            verdictMessage(each, undefined, locale),
            verdictMessage(each, { by: 'U0', name, at: 1, said: 'me', reason: long }, locale),
            verdictMessage(each, { by: 'U0', name, at: 1, said: 'not-me' }, locale),
          ]),
    ],
    [
      'lists of custodians',
      () => {
        const accounts = Array.from({ length: 500 }, (_, index) => String(100_000_000_000 + index));
        const people = Array.from({ length: 20 }, () => ({ user: 'U0', name }));
        const all = accounts.slice(0, 250).map((id) => ({ account: id, people, log: [], version: 1 }));
        return [
          custodianList(accounts, all, () => name, locale),
          custodianList([], [], () => undefined, locale),
        ];
      },
    ],
    [
      'notices about custodians',
      () => {
        const people = Array.from({ length: 20 }, () => ({ user: 'U0', name }));
        const full = { account, people, log: [], version: 1 };
        return [
          custodianNotices.custodiansNotice(full, name, locale),
          custodianNotices.custodiansNotice({ ...full, people: [] }, name, locale),
          custodianNotices.notChangedNotice('add', full, locale),
          custodianNotices.notChangedNotice('add', { ...full, people: [] }, locale),
          custodianNotices.notChangedNotice('remove', full, locale),
          custodianNotices.whoIsMeantNotice(long, locale),
          custodianNotices.cannotBeAskedNotice(name, locale),
          custodianNotices.notAskedNotice(locale),
          custodianNotices.nobodyToAskNotice(name, locale),
          custodianNotices.askedNotice(people, locale),
          notices.staleFormNotice(locale),
          notices.notYourFormNotice(locale),
        ];
      },
    ],
  ];

  test.each(messages)(
    '%s are within what Slack takes, and hold no link or mention that somebody smuggled in',
    (_, make) => {
      for (const { text, blocks } of make()) {
        expect(validateBlocks(blocks, 'message', '/blocks')).toEqual([]);
        expect(text.length).toBeLessThanOrEqual(3_000);
        // Slack's own limit for all texts of a message is about 12,000, and not documented.
        expect(textsOf(blocks).reduce((sum, { text: one }) => sum + one.length, 0)).toBeLessThan(9_500);
        expect(unescapedIn({ text, blocks }).filter((found) => !ours.has(found))).toEqual([]);
      }
    },
  );

  test('forms, modals and Home are within what Slack takes', () => {
    const accounts = Array.from({ length: 1_000 }, (_, index) => ({
      id: String(100_000_000_000 + index),
      name: `${index} ${name}`,
      state: 'active' as const,
    }));
    const form = (count: number) =>
      planForm(
        { user: 'U0KIM', accounts: accounts.slice(0, count), account, plannable, now: planTime },
        locale,
      );
    const home = homeBoard(board()(locale), locale);
    const views = [
      ...[0, 1, 100, 101, 1_000].map(form),
      claimForm('U0KIM', incidentOf().id, locale),
      loadingModal('RootGuard', locale),
      noticeModal(notices.staleFormNotice(locale), locale),
      home,
    ];
    for (const view of views) {
      expect(validateView(view)).toEqual([]);
      expect(JSON.stringify(view).length).toBeLessThan(250_000);
    }
    expect(unescapedIn(home)).toEqual([]);
  });
});

/** The one mention that RootGuard makes: whoever is asked to confirm a plan. */
const ours = new Set(['<@U0LEE>']);
