import { approvedPlan, declinedPlan, type Plan, requestedPlan, withPlanCard } from '../../src/core/plan.ts';
import type { PlanStore } from '../../src/core/plan-ports.ts';
import { confirmedPlan, hour, kim, lee, planRequest, planTime } from '../support/plans.ts';

/** What every PlanStore must do. `makeStore` gives an empty one. */
export function planContract(
  name: string,
  makeStore: () => Promise<{ readonly store: PlanStore; readonly close: () => Promise<void> }>,
): void {
  describe(`The store of plans (${name})`, () => {
    let store: PlanStore;
    let close: () => Promise<void>;

    beforeEach(async () => {
      ({ store, close } = await makeStore());
    });
    afterEach(() => close());

    const add = (change = {}) => store.addPlan((number) => requestedPlan(number, planRequest(change), kim));

    test('counts plans from one, and gives each number once', async () => {
      const plans = await Promise.all(Array.from({ length: 20 }, () => add()));
      expect(plans.map(({ number }) => number).sort((a, b) => a - b)).toEqual(
        Array.from({ length: 20 }, (_, index) => index + 1),
      );
    });

    test('gives a plan back exactly as it was stored, and knows no other', async () => {
      const plan = await add({ reason: '키 삭제 <!channel> 👩‍🚒' });
      expect(await store.plan(plan.number)).toEqual(plan);
      for (const number of [0, 2, -1, 1.5, Number.NaN, Number.MAX_SAFE_INTEGER])
        expect(await store.plan(number)).toBeUndefined();
    });

    test('lets one of many change a plan at the same time', async () => {
      const plan = await add();
      const tries = Array.from({ length: 10 }, (_, index) =>
        index % 2 === 0 ? approvedPlan(plan, lee) : declinedPlan(plan, lee),
      ) as Plan[];
      const won = await Promise.all(tries.map((next) => store.replacePlan(next)));
      expect(won.filter(Boolean)).toHaveLength(1);
      expect(await store.plan(plan.number)).toEqual(tries[won.indexOf(true)]);
    });

    test('refuses a change that skips a version, or of a plan that is not there', async () => {
      const plan = await add();
      expect(await store.replacePlan({ ...plan, version: 3 })).toBe(false);
      expect(await store.replacePlan({ ...confirmedPlan(99) })).toBe(false);
      expect(await store.plan(99)).toBeUndefined();
    });

    test('finds the plans of one account that were to end at a time or later', async () => {
      const early = await add({ until: planTime + hour });
      const late = await add({ from: planTime + hour, until: planTime + 2 * hour });
      await add({ account: '444455556666' });
      expect(await store.plansOf('111122223333', planTime)).toEqual([early, late]);
      expect(await store.plansOf('111122223333', planTime + hour + 1)).toEqual([late]);
      expect(await store.plansOf('999900001111', 0)).toEqual([]);
    });

    test('finds a plan by its account also after it was ended early, with its new end', async () => {
      const plan = await add();
      const ended = { ...plan, state: 'ended', until: planTime + 1, version: 2 } as const;
      expect(await store.replacePlan(ended)).toBe(true);
      expect(await store.plansOf('111122223333', planTime)).toEqual([ended]);
    });

    test('lists what is open or not shown yet, what ends first before the rest', async () => {
      const late = await add({ until: planTime + 2 * hour });
      const early = await add();
      expect(await store.openPlans(10)).toEqual([early, late]);
      expect(await store.openPlans(1)).toEqual([early]);
      const declined = declinedPlan(early, lee) as Plan;
      await store.replacePlan(declined);
      expect(await store.openPlans(10)).toEqual([declined, late]);
      await store.replacePlan(withPlanCard(declined, { channel: 'C0ALERTS', ts: '1.2' }, declined.content));
      expect(await store.openPlans(10)).toEqual([late]);
    });

    test('lists 150 plans with long records', async () => {
      const expected = Array.from({ length: 60 }, (_, index) => `a-detection-with-a-long-name-${index}`);
      for (let number = 0; number < 15; number += 1)
        await Promise.all(Array.from({ length: 10 }, () => add({ expected, reason: '루'.repeat(1_000) })));
      expect(await store.openPlans(1_000)).toHaveLength(150);
      expect(await store.plansOf('111122223333', 0)).toHaveLength(100);
    });
  });
}
