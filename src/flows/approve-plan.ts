import { approvedPlan, declinedPlan } from '../core/plan.ts';
import { changePlan, type PlanChange, type PlanPorts } from './change-plan.ts';

/** Confirms a plan for a second person; whoever asked for it is refused. Throws StoreError. */
export async function approvePlan(
  ports: PlanPorts,
  number: number,
  { user, name }: { readonly user: string; readonly name: string },
): Promise<PlanChange> {
  return await changePlan(ports, number, (plan) => approvedPlan(plan, { by: user, name, at: ports.clock() }));
}

/** Refuses a plan for a second person. Throws StoreError. */
export async function declinePlan(
  ports: PlanPorts,
  number: number,
  { user, name }: { readonly user: string; readonly name: string },
): Promise<PlanChange> {
  return await changePlan(ports, number, (plan) => declinedPlan(plan, { by: user, name, at: ports.clock() }));
}
