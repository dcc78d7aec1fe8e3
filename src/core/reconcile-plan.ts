import type { Deed, Plan } from './plan.ts';

/** What was planned beside what was done. */
export interface Reconciliation {
  /** Ids of the planned detections that were seen inside the plan. */
  readonly done: readonly string[];
  /** Ids of the planned detections that were not. */
  readonly notDone: readonly string[];
  /** What root did in the window that the plan does not cover, oldest first. */
  readonly notPlanned: readonly Deed[];
}

/** Compares a plan with its deeds. Pure. */
export function reconcile({ expected, deeds }: Plan): Reconciliation {
  const seen = new Set(deeds.filter(({ inside }) => inside).flatMap(({ detections }) => detections));
  return {
    done: expected.filter((id) => seen.has(id)),
    notDone: expected.filter((id) => !seen.has(id)),
    notPlanned: deeds.filter(({ inside }) => !inside).sort((a, b) => a.at - b.at),
  };
}
