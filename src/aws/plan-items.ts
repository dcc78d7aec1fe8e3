import { isOpenPlan, type Plan } from '../core/plan.ts';
import { StoreError } from '../core/ports.ts';
import { fromAttribute, type Item, toAttribute } from './attribute-value.ts';
import { planShape } from './plan-shape.ts';

/**
 * A plan's item lies below its account, sorted by when its window was to end, so that the alert path reads the few plans
 * that may matter in one query. A plan that is ended early keeps its key.
 */
export function planKey({ account, number, endsAt }: PlanAddress): Item {
  return { pk: { S: planPartition(account) }, sk: { S: `${planSortKey(endsAt)}#${number}` } };
}

/** Where a plan is: what its number alone does not tell. Written before the plan, and never changed. */
export interface PlanAddress {
  readonly account: string;
  readonly number: number;
  /** When its window was to end as it was asked for, ms since the epoch. */
  readonly endsAt: number;
}

/** The partition of an account's plans. */
export function planPartition(account: string): string {
  return `PLANS#${account}`;
}

/** A time as it sorts. Fifteen digits of milliseconds last for 31,000 years. */
export function planSortKey(at: number): string {
  return String(Math.floor(at)).padStart(15, '0');
}

/** The hash key of open plans in the table's index: sparse, because only open ones carry it. */
export const openPlans = { S: 'PLANS' };

/** Besides open plans, those whose message shows less than is stored: they are not done with. */
function isListed(plan: Plan): boolean {
  return isOpenPlan(plan) || plan.card?.shows !== plan.content;
}

/** Everything in a plan's item but its key and its expiry. */
export function planAttributes(plan: Plan): Item {
  return {
    document: toAttribute(plan),
    version: toAttribute(plan.version),
    ...(isListed(plan) && {
      openPk: openPlans,
      openSk: { S: `${planSortKey(plan.until)}#${plan.number}` },
    }),
  };
}

/** The plan in an item. Throws StoreError if this version of RootGuard cannot read it. */
export function readPlan({ document }: Item): Plan {
  const value = document === undefined ? undefined : fromAttribute(document);
  const flaw = planShape(value);
  if (flaw === undefined) return value as Plan;
  throw new StoreError(
    `A plan cannot be read by this version of RootGuard: ${flaw || 'its document'} is not as expected.`,
  );
}
