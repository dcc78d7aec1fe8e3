import fc from 'fast-check';
import { impliedByPlans, matchPlan, neverPlanned } from '../../src/core/match-plan.ts';
import {
  approvedPlan,
  declinedPlan,
  duePlan,
  endedPlan,
  type Plan,
  settling,
  withDeed,
} from '../../src/core/plan.ts';
import { planFlaws } from '../../src/core/plan-request.ts';
import { reconcile } from '../../src/core/reconcile-plan.ts';
import { detections } from '../../src/detections/index.generated.ts';
import { plannable } from '../../src/flows/plannable.ts';
import { confirmedPlan, hour, kim, lee, planOf, planTime } from '../support/plans.ts';

const event = (time: number, account = '111122223333') => ({ account, time });
const found = (...detections: string[]) => detections.map((detection) => ({ detection }));
const removed = found('root-access-key-removed');
const inTheMiddle = event(planTime + hour / 2);

const deed = (number: number, inside = true) => ({
  mark: `mark-${number}`,
  at: planTime + number,
  name: 'DeleteAccessKey',
  detections: inside ? ['root-access-key-removed'] : ['root-call'],
  incident: 'RG-1',
  inside,
});

describe('an event is part of a plan', () => {
  test('that names what was detected, in its hours, in its account', () => {
    const plan = confirmedPlan();
    expect(matchPlan([plan], inTheMiddle, removed)).toEqual({ inside: true, plan });
  });

  test('when root only signs in with MFA or looks, or another service says that root was used', () => {
    const plans = [confirmedPlan()];
    for (const implied of impliedByPlans)
      expect(matchPlan(plans, inTheMiddle, found(implied)).inside).toBe(true);
  });

  test('of two plans, whichever fits', () => {
    const plans = [confirmedPlan(11, { expected: ['trail-changed'] }), confirmedPlan(12)];
    expect(matchPlan(plans, inTheMiddle, removed)).toMatchObject({ inside: true, plan: { number: 12 } });
  });

  test('though the plan was ended since, as long as it was done before', () => {
    const ended = endedPlan(confirmedPlan(), { ...kim, at: planTime + hour / 2 }) as Plan;
    expect(matchPlan([ended], event(planTime + hour / 4), removed).inside).toBe(true);
    expect(matchPlan([ended], event(planTime + hour / 2), removed)).toMatchObject({ why: 'another-hour' });
  });
});

describe('an event is outside', () => {
  test.each([
    ['another account', event(planTime + 1, '444455556666'), removed, 'no-plan'],
    ['a moment before', event(planTime - 1), removed, 'another-hour'],
    ['the moment of the end', event(planTime + hour), removed, 'another-hour'],
    ['another action', inTheMiddle, found('root-access-key-created'), 'another-action'],
    [
      'one planned and one other action',
      inTheMiddle,
      [...removed, ...found('trail-stopped')],
      'another-action',
    ],
    ['a sign-in without MFA', inTheMiddle, found('root-sign-in-without-mfa'), 'another-action'],
    ['a sign-in that failed', inTheMiddle, found('root-sign-in-failed'), 'another-action'],
  ] as const)('%s', (_, happened, findings, why) => {
    expect(matchPlan([confirmedPlan()], happened, findings)).toMatchObject({ inside: false, why });
  });

  test('what nobody does on purpose, even if a plan should name it', () => {
    const plans = [confirmedPlan(12, { expected: [...neverPlanned] })];
    for (const id of neverPlanned)
      expect(matchPlan(plans, inTheMiddle, found(id))).toMatchObject({ why: 'another-action' });
  });

  test('a plan that nobody confirmed, or somebody declined', () => {
    expect(matchPlan([planOf()], inTheMiddle, removed)).toMatchObject({ why: 'not-confirmed' });
    const declined = declinedPlan(planOf(), lee) as Plan;
    expect(matchPlan([declined], inTheMiddle, removed)).toMatchObject({ why: 'declined' });
  });

  test('what was done before the confirmation: it excuses nothing afterwards', () => {
    const late = confirmedPlan(12, {}, { ...lee, at: planTime + hour / 2 });
    expect(matchPlan([late], event(planTime + hour / 4), removed)).toMatchObject({ why: 'not-confirmed' });
    expect(matchPlan([late], inTheMiddle, removed).inside).toBe(true);
  });

  test('no plan covers anything that it does not name, nor any other time or account', () => {
    const names = ['root-access-key-removed', 'root-call', 'trail-stopped', 'root-sign-in', 'root-read'];
    fc.assert(
      fc.property(
        fc.subarray(names),
        fc.subarray(names, { minLength: 1 }),
        fc.integer({ min: -2 * hour, max: 2 * hour }),
        fc.integer({ min: -hour, max: hour - 1 }),
        fc.constantFrom('111122223333', '444455556666'),
        (expected, detected, offset, approvedAfter, account) => {
          const plan = confirmedPlan(1, { expected }, { ...lee, at: planTime + approvedAfter });
          const { inside } = matchPlan([plan], event(planTime + offset, account), found(...detected));
          const allowed = [...expected, ...impliedByPlans];
          expect(inside).toBe(
            account === plan.account &&
              offset >= Math.max(0, approvedAfter) &&
              offset < hour &&
              detected.every((name) => allowed.includes(name)),
          );
        },
      ),
    );
  });
});

describe('a plan', () => {
  test('is confirmed or declined by a second person, once', () => {
    expect(approvedPlan(planOf(), { ...kim, at: planTime })).toBeUndefined();
    expect(declinedPlan(planOf(), kim)).toBeUndefined();
    expect(approvedPlan(confirmedPlan(), lee)).toBeUndefined();
    expect(declinedPlan(confirmedPlan(), lee)).toBeUndefined();
  });

  test('cannot be confirmed when its window is over', () => {
    expect(approvedPlan(planOf(), { ...lee, at: planTime + hour })).toBeUndefined();
  });

  test('keeps a line for everything that happened to it', () => {
    const ended = endedPlan(confirmedPlan(), { ...kim, at: planTime }) as Plan;
    expect(ended.log.map(({ by, did }) => `${by} ${did}`)).toEqual([
      'U0KIM requested',
      'U0LEE approved',
      'U0KIM ended',
    ]);
    expect(endedPlan(ended, kim)).toBeUndefined();
  });

  test('expires if nobody confirms it, and ends a while after its window, because events come late', () => {
    expect(duePlan(planOf(), planTime + hour - 1)).toBeUndefined();
    expect(duePlan(planOf(), planTime + hour)).toMatchObject({ state: 'expired' });
    expect(duePlan(confirmedPlan(), planTime + hour + settling - 1)).toBeUndefined();
    expect(duePlan(confirmedPlan(), planTime + hour + settling)).toMatchObject({ state: 'ended' });
  });

  test('tells a deed once, keeps 200 and counts the rest', () => {
    let plan = confirmedPlan();
    for (let number = 0; number < 250; number += 1) plan = withDeed(plan, deed(number)) as Plan;
    expect(withDeed(plan, deed(7))).toBeUndefined();
    expect([plan.deeds.length, plan.moreDeeds]).toEqual([200, 50]);
  });

  test('is compared with what was done', () => {
    const plan = confirmedPlan(12, { expected: ['root-access-key-removed', 'root-mfa-enabled'] });
    const later = withDeed(withDeed(plan, deed(2, false)) as Plan, deed(1)) as Plan;
    expect(reconcile(later)).toEqual({
      done: ['root-access-key-removed'],
      notDone: ['root-mfa-enabled'],
      notPlanned: [deed(2, false)],
    });
  });
});

describe('a request for a plan', () => {
  const fields = { reason: 'Tax form', expected: ['root-call'], from: planTime, lasts: hour };

  test('without a fault has none', () => {
    expect(planFlaws(fields, planTime)).toEqual({});
  });

  test.each([
    [{ reason: undefined }, { reason: 'reason-missing' }],
    [{ reason: '루'.repeat(1_001) }, { reason: 'reason-too-long' }],
    [{ expected: [] }, { expected: 'nothing-expected' }],
    [{ from: undefined }, { from: 'start-missing' }],
    [{ from: planTime - 61 * 60_000 }, { from: 'starts-in-the-past' }],
    [{ from: planTime + 91 * 24 * hour }, { from: 'starts-too-late' }],
    [{ lasts: 0 }, { lasts: 'too-long' }],
    [{ lasts: 25 * hour }, { lasts: 'too-long' }],
    [{ lasts: Number.NaN }, { lasts: 'too-long' }],
  ] as const)('with %j is sent back', (change, flaws) => {
    expect(planFlaws({ ...fields, ...change }, planTime)).toEqual(flaws);
  });
});

test('what plans imply or cannot name are detections that there are, and the rest fits into one select of Slack', () => {
  const all = Object.keys(detections);
  expect([...impliedByPlans, ...neverPlanned].filter((id) => !all.includes(id))).toEqual([]);
  expect(plannable).toContain('root-access-key-removed');
  expect(plannable.length).toBeLessThanOrEqual(100);
});
