import { endedPlan } from '../core/plan.ts';
import { changePlan, type PlanChange, type PlanPorts } from './change-plan.ts';

/** Ends a plan before its time, or withdraws it before it was confirmed: from now on it covers nothing. Throws StoreError. */
export async function endPlan(
  ports: PlanPorts,
  number: number,
  { user, name }: { readonly user: string; readonly name: string },
): Promise<PlanChange> {
  return await changePlan(ports, number, (plan) => endedPlan(plan, { by: user, name, at: ports.clock() }));
}
