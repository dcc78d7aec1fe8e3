import { isOpenPlan, type Plan } from '../core/plan.ts';
import { StoreError } from '../core/ports.ts';
import { fromAttribute, type Item, toAttribute } from './attribute-value.ts';
import { sortableTime } from './incident-items.ts';
import { planShape } from './plan-shape.ts';

/**
 * A plan's item lies below its account, sorted by when its window was to end, and all of them just before the account's
 * ledger: one query of the alert path reads the few plans that may matter, and the ledger. A plan that is ended early
 * keeps its key.
 */
export function planKey({ account, number, endsAt }: PlanAddress): Item {
  return { pk: { S: accountPartition(account) }, sk: { S: `${planSortKey(endsAt)}#${number}` } };
}

/** The key of an account's ledger. */
export function ledgerKey(account: string): Item {
  return { pk: { S: accountPartition(account) }, sk: { S: ledgerSortKey } };
}

/** Where a plan is: what its number alone does not tell. Written before the plan, and never changed. */
export interface PlanAddress {
  readonly account: string;
  readonly number: number;
  /** When its window was to end as it was asked for, ms since the epoch. */
  readonly endsAt: number;
}

/** The key condition for the plans of an account that were to end at `since` (ms since the epoch) or later. */
export function plansSince(account: string, since: number) {
  return between(account, planSortKey(since), `${prefix}~`);
}

/** The same with the account's ledger behind them. */
export function plansAndLedger(account: string, since: number) {
  return between(account, planSortKey(since), ledgerSortKey);
}

/** Whether an item of these is the ledger. */
export function isLedger({ sk }: Item): boolean {
  return sk !== undefined && 'S' in sk && sk.S === ledgerSortKey;
}

function between(account: string, first: string, last: string) {
  return {
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
    ExpressionAttributeValues: {
      ':pk': { S: accountPartition(account) },
      ':first': { S: first },
      ':last': { S: last },
    },
  };
}

function accountPartition(account: string): string {
  return `ACCOUNT#${account}`;
}

/** A plan lasts until its window ends. Whatever is named so sorts directly before the ledger. */
const prefix = 'LASTS#';

const ledgerSortKey = 'LEDGER';

function planSortKey(at: number): string {
  return `${prefix}${sortableTime(Math.max(0, at))}`;
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
      openSk: { S: `${sortableTime(plan.until)}#${plan.number}` },
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
