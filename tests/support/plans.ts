import type { Act } from '../../src/core/incident.ts';
import { approvedPlan, type Plan, type PlanRequest, requestedPlan } from '../../src/core/plan.ts';

/** When plans of tests begin: ms since the epoch. */
export const planTime = Date.parse('2026-11-24T05:00:00Z');

export const hour = 60 * 60_000;

export const kim: Act = { by: 'U0KIM', name: 'Kim', at: planTime - hour };
export const lee: Act = { by: 'U0LEE', name: 'Lee', at: planTime - hour / 2 };

/** What Kim asks for: an hour in which a key is removed. */
export function planRequest(change: Partial<PlanRequest> = {}): PlanRequest {
  return {
    account: '111122223333',
    reason: 'Remove the old key',
    expected: ['root-access-key-removed'],
    from: planTime,
    until: planTime + hour,
    approver: 'U0LEE',
    form: 'V0FORM',
    ...change,
  };
}

/** A plan that nobody has confirmed yet. */
export function planOf(number = 12, change: Partial<PlanRequest> = {}): Plan {
  return requestedPlan(number, planRequest(change), kim);
}

/** The same plan, confirmed by Lee half an hour before it begins. */
export function confirmedPlan(number = 12, change: Partial<PlanRequest> = {}, act: Act = lee): Plan {
  const plan = approvedPlan(planOf(number, change), act);
  if (plan === undefined) throw new Error('This plan of a test cannot be confirmed.');
  return plan;
}
