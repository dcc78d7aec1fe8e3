import { impliedByPlans, neverPlanned } from '../core/match-plan.ts';
import { detections } from '../detections/index.generated.ts';

/** The ids of the detections that a plan can name: what a person can do on purpose, and what does not come by itself. */
export const plannable: readonly string[] = Object.keys(detections).filter(
  (id) => !impliedByPlans.includes(id) && !neverPlanned.includes(id),
);
