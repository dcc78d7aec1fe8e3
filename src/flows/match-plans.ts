import type { Finding } from '../core/detection.ts';
import { eventMark } from '../core/incident-id.ts';
import { matchPlan, type PlanMatch } from '../core/match-plan.ts';
import { type Plan, withDeed } from '../core/plan.ts';
import type { PlanStore } from '../core/plan-ports.ts';
import type { RootEvent } from '../core/root-event.ts';
import { changePlan } from './change-plan.ts';

/** A plan that was over so recently is still worth naming: "an hour after plan #12 had ended", in ms. */
const recently = 24 * 60 * 60_000;

/** The plans of an account whose windows hold a time (ms since the epoch), in any state. One query. Throws StoreError. */
export async function plansCovering(
  { store }: { readonly store: PlanStore },
  account: string,
  time: number,
): Promise<readonly Plan[]> {
  const plans = await store.plansOf(account, time);
  return plans.filter(({ from, until }) => from <= time && time < until);
}

/** Whether an event is part of a plan. One query. Throws StoreError. */
export async function matchEvent(
  { store }: { readonly store: PlanStore },
  event: RootEvent,
  findings: readonly Finding[],
): Promise<PlanMatch> {
  return matchPlan(await store.plansOf(event.account, event.time - recently), event, findings);
}

/**
 * Writes down on its plan what root did, planned or not, so that the plan can be compared with it; nothing where the
 * event is outside of every plan's hours. Safe to repeat. Its message is redrawn with the next `endDuePlans`. Throws StoreError.
 */
export async function recordDeed(
  ports: { readonly store: PlanStore },
  match: PlanMatch,
  event: RootEvent,
  findings: readonly Finding[],
  incident: string,
): Promise<void> {
  if (match.plan === undefined || (!match.inside && match.why === 'another-hour')) return;
  const deed = {
    mark: eventMark(event),
    at: event.time,
    name: event.name.slice(0, 200),
    detections: findings.map(({ detection }) => detection),
    incident,
    inside: match.inside,
  };
  await changePlan(ports, match.plan.number, (plan) => withDeed(plan, deed));
}
