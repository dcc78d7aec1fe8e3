import type { Finding } from './detection.ts';
import type { Plan } from './plan.ts';
import type { RootEvent } from './root-event.ts';

/** Whether an event is part of a plan, and if not, what the nearest plan says about it. */
export type PlanMatch =
  | { readonly inside: true; readonly plan: Plan }
  | { readonly inside: false; readonly why: Outside; readonly plan?: Plan };

/**
 * Why no plan covers an event, nearest first: the action is not one that the plan names; nobody had confirmed the plan
 * when it happened; it was refused; it happened outside the hours; there is no plan for this account.
 */
export type Outside = 'another-action' | 'not-confirmed' | 'declined' | 'another-hour' | 'no-plan';

/**
 * What comes with every use of root and so needs no mention in a plan: signing in with MFA, looking, and other services
 * that say no more than that root was used.
 */
export const impliedByPlans: readonly string[] = [
  'root-sign-in',
  'root-read',
  'guardduty-root-usage',
  'root-usage-alarm',
];

/** What nobody does on purpose, so that no plan can name it: failures, and what other services find. */
export const neverPlanned: readonly string[] = [
  'root-sign-in-failed',
  'root-sign-in-failed-at-mfa',
  'root-call-denied',
  'exposed-key',
  'sign-in-anomaly',
  'config-root',
  'security-hub-root',
  'trusted-advisor-root-mfa',
  'guardduty-logging-disabled',
];

/**
 * Which plan an event belongs to: one of its account, confirmed before it happened, whose window holds its time and which
 * names everything that was detected. Pure; an event that is delivered late is judged by when it happened.
 */
export function matchPlan(
  plans: readonly Plan[],
  event: Pick<RootEvent, 'account' | 'time'>,
  findings: readonly Pick<Finding, 'detection'>[],
): PlanMatch {
  const judged = plans
    .filter(({ account }) => account === event.account)
    .map((plan) => ({ plan, why: flaw(plan, event.time, findings) }));
  const fitting = judged.find(({ why }) => why === undefined);
  if (fitting !== undefined) return { inside: true, plan: fitting.plan };
  for (const why of order) {
    const nearest = judged.find((candidate) => candidate.why === why);
    if (nearest !== undefined) return { inside: false, why, plan: nearest.plan };
  }
  return { inside: false, why: 'no-plan' };
}

const order: readonly Outside[] = ['another-action', 'not-confirmed', 'declined', 'another-hour'];

function flaw(
  plan: Plan,
  time: number,
  findings: readonly Pick<Finding, 'detection'>[],
): Outside | undefined {
  if (time < plan.from || time >= plan.until) return 'another-hour';
  if (plan.state === 'declined') return 'declined';
  // An approval afterwards excuses nothing that was done before it.
  if (plan.approved === undefined || time < plan.approved.at) return 'not-confirmed';
  const names = new Set([...plan.expected.filter((id) => !neverPlanned.includes(id)), ...impliedByPlans]);
  return findings.every(({ detection }) => names.has(detection)) ? undefined : 'another-action';
}
