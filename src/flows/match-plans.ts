import { eventMark } from '../core/incident-id.ts';
import type { Detected } from '../core/joining.ts';
import { matchPlan, type PlanMatch } from '../core/match-plan.ts';
import { type Deed, type Plan, withDeed } from '../core/plan.ts';
import type { PlanStore } from '../core/plan-ports.ts';
import type { RootEvent } from '../core/root-event.ts';
import { changePlan } from './change-plan.ts';

interface MatchPorts {
  readonly store: PlanStore;
}

/** A plan that was over so recently is still worth naming: "an hour after plan #12 had ended", in ms. */
const recently = 24 * 60 * 60_000;

/** The plans of an account whose windows hold a time (ms since the epoch), in any state. One query. Throws StoreError. */
export async function plansCovering(
  { store }: MatchPorts,
  account: string,
  time: number,
): Promise<readonly Plan[]> {
  const plans = await store.plansOf(account, time);
  return plans.filter(({ from, until }) => from <= time && time < until);
}

/** What a plan must last until (ms since the epoch) to be worth reading for these events. */
export function plansMatterSince(events: readonly Detected[]): number {
  return Math.min(...events.map(({ event }) => event.time)) - recently;
}

/**
 * Whether each event is part of one of these plans, in the order of the events. `account` is the one whose root was used: for a
 * task of sts:AssumeRoot the member account, wherever the event was recorded.
 */
export function matchEvents(
  plans: readonly Plan[],
  account: string,
  events: readonly Detected[],
): readonly PlanMatch[] {
  return events.map(({ event, findings }) => matchPlan(plans, { account, time: event.time }, findings));
}

/**
 * Writes down on their plans what root did, planned or not, so that the plans can be compared with it; nothing for what is
 * outside of every plan's hours. One write a plan. Safe to repeat. The messages are redrawn with the next `endDuePlans`.
 * Throws StoreError.
 */
export async function recordDeeds(
  ports: MatchPorts,
  incident: string,
  events: readonly Detected[],
  matches: readonly PlanMatch[],
): Promise<void> {
  const deeds = new Map<number, Deed[]>();
  for (const [index, { event, findings }] of events.entries()) {
    const match = matches[index];
    if (match?.plan === undefined || (!match.inside && match.why === 'another-hour')) continue;
    const deed = deedOf(event, findings, incident, match.inside);
    deeds.set(match.plan.number, [...(deeds.get(match.plan.number) ?? []), deed]);
  }
  for (const [number, done] of deeds) await changePlan(ports, number, (plan) => withDeeds(plan, done));
}

function deedOf(event: RootEvent, findings: Detected['findings'], incident: string, inside: boolean): Deed {
  return {
    mark: eventMark(event),
    at: event.time,
    name: event.name.slice(0, 200),
    detections: findings.map(({ detection }) => detection),
    incident,
    inside,
  };
}

/** Undefined if the plan knows all of them. */
function withDeeds(plan: Plan, deeds: readonly Deed[]): Plan | undefined {
  const next = deeds.reduce((seen, deed) => withDeed(seen, deed) ?? seen, plan);
  return next === plan ? undefined : { ...next, version: plan.version + 1 };
}
