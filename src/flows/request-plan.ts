import { type Plan, type PlanRequest, requestedPlan } from '../core/plan.ts';
import type { PlanPorts } from './change-plan.ts';

/** How far back the same form is looked for, in ms: Slack lets a person submit again when the first answer was slow. */
const recently = 24 * 60 * 60_000;

/** Stores a new plan, once for each form however often it is sent. Throws StoreError. */
export async function requestPlan(
  { store, clock }: PlanPorts,
  request: PlanRequest,
  person: { readonly user: string; readonly name: string },
): Promise<Plan> {
  const known = await store.plansOf(request.account, clock() - recently);
  const same = known.find(({ form }) => form === request.form);
  if (same !== undefined) return same;
  const act = { by: person.user, name: person.name, at: clock() };
  return await store.addPlan((number) => requestedPlan(number, request, act));
}
