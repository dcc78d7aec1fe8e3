import { custodianList } from '../../src/blocks/custodian-list.ts';
import * as custodians from '../../src/blocks/custodian-notices.ts';
import { planCard } from '../../src/blocks/plan-card.ts';
import { planForm } from '../../src/blocks/plan-form.ts';
import { planList } from '../../src/blocks/plan-list.ts';
import * as notices from '../../src/blocks/plan-notices.ts';
import type { PlanFlaw } from '../../src/core/plan-request.ts';
import { plannable } from '../../src/flows/plannable.ts';
import { account, accountName, accountsOf, nameOf, now, personName, plans, typed } from './longest.ts';
import { each, one, type Walks } from './walk.ts';

const people = Array.from({ length: 20 }, (_, index) => ({ user: `U0${index}`, name: personName }));
const held = { account, people, log: [], version: 1 };
const nobody = { ...held, people: [] };
const ids = accountsOf(500).map(({ id }) => id);
const flaws: Readonly<Record<PlanFlaw, 1>> = {
  'no-such-account': 1,
  'reason-missing': 1,
  'reason-too-long': 1,
  'nothing-expected': 1,
  'start-missing': 1,
  'starts-in-the-past': 1,
  'starts-too-late': 1,
  'too-long': 1,
  'approver-is-requester': 1,
  'approver-may-not-act': 1,
  'approver-unknown': 1,
};
const [plan] = plans;
if (plan === undefined) throw new Error('There is no plan.');

/** Plans and custodians. */
export const planWalks: Walks = {
  'plan-card.planCard': (locale) => [
    ...each(plans, (each) => planCard(each, accountName, locale)),
    ...each(plans, (each) => planCard({ ...each, deeds: [], moreDeeds: 0 }, undefined, locale)),
  ],
  'plan-form.planForm': (locale) =>
    each([0, 2, 1_000, 1_001], (n) =>
      planForm(
        {
          user: 'U0KIM',
          accounts: accountsOf(n),
          account: undefined,
          plannable,
          now,
        },
        locale,
      ),
    ),
  'plan-list.planList': (locale) =>
    each([[], plans, Array.from({ length: 90 }, () => plan)], (list) => planList(list, nameOf, locale)),
  'plan-notices.planFlawText': (locale) =>
    each(Object.keys(flaws) as PlanFlaw[], (flaw) => notices.planFlawText(flaw, locale)),
  'plan-notices.planAskedNotice': one((locale) => notices.planAskedNotice(plan, locale)),
  'plan-notices.planEndedNotice': one((locale) => notices.planEndedNotice(plan, locale)),
  'plan-notices.ownPlanNotice': one((locale) => notices.ownPlanNotice(plan, locale)),
  'plan-notices.planNotOpenNotice': (locale) =>
    each(plans, (each) => notices.planNotOpenNotice(each, locale)),
  'plan-notices.noSuchPlanNotice': one((locale) => notices.noSuchPlanNotice(typed, locale)),
  'custodian-list.custodianList': (locale) => [
    [
      'many',
      custodianList(
        ids,
        ids.slice(0, 300).map((account) => ({ ...held, account })),
        nameOf,
        locale,
      ),
    ],
    ['none', custodianList([account], [], nameOf, locale)],
  ],
  'custodian-notices.custodiansNotice': (locale) =>
    each([held, nobody], (who) => custodians.custodiansNotice(who, accountName, locale)),
  'custodian-notices.notChangedNotice': (locale) =>
    (['add', 'remove'] as const).flatMap((did) =>
      each([held, nobody], (who) => custodians.notChangedNotice(did, who, locale)),
    ),
  'custodian-notices.whoIsMeantNotice': one((locale) => custodians.whoIsMeantNotice(typed, locale)),
  'custodian-notices.cannotBeAskedNotice': one((locale) =>
    custodians.cannotBeAskedNotice(personName, locale),
  ),
  'custodian-notices.notAskedNotice': one((locale) => custodians.notAskedNotice(locale)),
  'custodian-notices.nobodyToAskNotice': one((locale) => custodians.nobodyToAskNotice(accountName, locale)),
  'custodian-notices.askedNotice': (locale) =>
    each([people, people.slice(0, 1), []], (who) => custodians.askedNotice(who, locale)),
};
