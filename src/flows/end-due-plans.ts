import { duePlan, type Plan } from '../core/plan.ts';
import type { Logger } from '../core/ports.ts';
import { changePlan, type PlanPorts } from './change-plan.ts';

/** What tending the plans needs. */
export interface EndDuePlansPorts extends PlanPorts {
  /** See `drawPlan`. */
  readonly drawPlan: (plan: Plan, lookFirst: boolean) => Promise<void>;
  readonly logger: Logger;
}

/** How many plans one round looks at; what ends first comes first, so nothing waits for ever. */
const each = 100;

/**
 * Closes every plan whose time is over, and redraws every message that shows less than is stored: of a plan that root
 * did something for meanwhile, or that Slack did not take. To be called about once a minute. One plan that cannot be
 * tended is logged and keeps no other waiting. Returns the numbers of the plans that it closed. Throws StoreError.
 */
export async function endDuePlans(ports: EndDuePlansPorts): Promise<readonly number[]> {
  const closed: number[] = [];
  for (const plan of await ports.store.openPlans(each)) {
    try {
      if (await tend(ports, plan)) closed.push(plan.number);
    } catch (error) {
      ports.logger.error('plan-not-tended', { plan: plan.number, error: String(error) });
    }
  }
  return closed;
}

/** Returns true if it closed the plan. */
async function tend(ports: EndDuePlansPorts, seen: Plan): Promise<boolean> {
  // The list may lag behind the plan.
  const change = await changePlan(ports, seen.number, (plan) => duePlan(plan, ports.clock()));
  if (change.outcome === 'not-found') return false;
  await ports.drawPlan(change.plan, true);
  return change.outcome === 'done';
}
