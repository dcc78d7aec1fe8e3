import type { Plan } from '../core/plan.ts';
import type { PlanStore } from '../core/plan-ports.ts';
import type { Clock } from '../core/ports.ts';

/** What changing a plan needs. */
export interface PlanPorts {
  readonly store: PlanStore;
  readonly clock: Clock;
}

/** What became of a change. `refused` means that the plan is not in a state for it; nothing changed. */
export type PlanChange =
  | { readonly outcome: 'done'; readonly plan: Plan }
  | { readonly outcome: 'refused'; readonly plan: Plan }
  | { readonly outcome: 'not-found' };

/** Deeds may be recorded under a press; a press is not lost for that. */
const attempts = 10;

/**
 * Changes a plan by one conditional write: of two people who press at once, one wins and the other reads what the plan
 * then is. Throws StoreError when the store does not answer; then nothing changed.
 */
export async function changePlan(
  { store }: Pick<PlanPorts, 'store'>,
  number: number,
  change: (plan: Plan) => Plan | undefined,
): Promise<PlanChange> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const plan = await store.plan(number);
    if (plan === undefined) return { outcome: 'not-found' };
    const next = change(plan);
    if (next === undefined) return { outcome: 'refused', plan };
    if (await store.replacePlan(next)) return { outcome: 'done', plan: next };
  }
  throw new Error(`Plan ${number} changed ${attempts} times while it was being changed.`);
}
