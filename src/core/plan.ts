import type { Act, CardPlace } from './incident.ts';

/**
 * A planned use of root: who wants to do what, in which account, when, and who confirmed it. It silences nothing: root
 * use inside it still alerts, marked as expected, and afterwards the plan says what was done and what was not. Facts only.
 */
export interface Plan {
  /** Counted from 1 for the whole installation: `#12` is said aloud. */
  readonly number: number;
  readonly account: string;
  /** Why root is needed, as the person wrote it. */
  readonly reason: string;
  /** Ids of the detections that the planned actions raise. */
  readonly expected: readonly string[];
  /** The window, ms since the epoch. Ending a plan early moves `until`. */
  readonly from: number;
  readonly until: number;
  readonly state: PlanState;
  readonly requested: Act;
  /** Whom the requester asked to confirm: a Slack user id. Anybody else who may act can do it, too. */
  readonly approver: string;
  readonly approved?: Act;
  /** Everything that root did in this account during the window, planned or not. */
  readonly deeds: readonly Deed[];
  /** How many more deeds there were than are kept. */
  readonly moreDeeds: number;
  /** Names the form that asked for it, so that a form that is sent twice makes one plan. */
  readonly form: string;
  /** Raised by one with every change that its message shows. */
  readonly content: number;
  readonly card?: PlanCard;
  /** Who did what, oldest first: part of the same item, so no state is without its record. */
  readonly log: readonly PlanLine[];
  /** Raised by one with every change; a change names the version it saw. */
  readonly version: number;
}

/** A plan's message, and the content that it shows. */
export interface PlanCard extends CardPlace {
  readonly shows: number;
}

/**
 * `requested` waits for a second person; `declined` and `expired` (nobody confirmed it in time) never covered anything;
 * `ended` is over, by a person or by its window.
 */
export type PlanState = 'requested' | 'approved' | 'declined' | 'expired' | 'ended';

/** Something that root did while a plan was there. */
export interface Deed {
  /** The event's mark, so that one that is delivered again is not told twice. */
  readonly mark: string;
  readonly at: number;
  /** The event's name. */
  readonly name: string;
  readonly detections: readonly string[];
  /** The incident that it is part of. */
  readonly incident: string;
  readonly inside: boolean;
}

/** One line of a plan's log. `by` is a Slack user id, or `rootguard`. */
export interface PlanLine {
  readonly at: number;
  readonly by: string;
  readonly name?: string;
  readonly did: 'requested' | 'approved' | 'declined' | 'expired' | 'ended';
}

/** The longest window, in ms: root is for minutes, and a plan must not become a way of life. */
export const longestWindow = 24 * 60 * 60_000;

/** How far ahead a window may begin, in ms. */
export const furthestStart = 90 * 24 * 60 * 60_000;

/** How long a reason may be, in characters. */
export const longestReason = 1_000;

/**
 * How long after its window a plan waits for late events before it says what was done, in ms. CloudTrail delivers within
 * about 5 minutes on average: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/how-cloudtrail-works.html
 */
export const settling = 15 * 60_000;

/** How many deeds a plan keeps; a DynamoDB item holds 400 KB. */
const keptDeeds = 200;

/** What a person asks for. */
export type PlanRequest = Pick<
  Plan,
  'account' | 'reason' | 'expected' | 'from' | 'until' | 'approver' | 'form'
>;

/** A new plan that nobody has confirmed yet. */
export function requestedPlan(number: number, request: PlanRequest, act: Act): Plan {
  return {
    ...request,
    number,
    state: 'requested',
    requested: act,
    deeds: [],
    moreDeeds: 0,
    content: 1,
    log: [{ ...act, did: 'requested' }],
    version: 1,
  };
}

/** The plan confirmed, or undefined where it cannot be any more, or by the one person who must not: who asked for it. */
export function approvedPlan(plan: Plan, act: Act): Plan | undefined {
  if (plan.state !== 'requested' || act.by === plan.requested.by || act.at >= plan.until) return undefined;
  return changed({ ...plan, state: 'approved', approved: act }, { ...act, did: 'approved' });
}

/** The plan refused, or undefined where nobody waits for that any more. */
export function declinedPlan(plan: Plan, act: Act): Plan | undefined {
  if (plan.state !== 'requested' || act.by === plan.requested.by) return undefined;
  return changed({ ...plan, state: 'declined' }, { ...act, did: 'declined' });
}

/** The plan ended before its time, or withdrawn before it was confirmed; undefined if it is over already. */
export function endedPlan(plan: Plan, act: Act): Plan | undefined {
  if (plan.state !== 'requested' && plan.state !== 'approved') return undefined;
  return changed({ ...plan, state: 'ended', until: Math.min(plan.until, act.at) }, { ...act, did: 'ended' });
}

/** The plan closed because its time is over, or undefined if it is not: `now` in ms since the epoch. */
export function duePlan(plan: Plan, now: number): Plan | undefined {
  const by = { at: now, by: 'rootguard' };
  if (plan.state === 'requested' && now >= plan.until)
    return changed({ ...plan, state: 'expired' }, { ...by, did: 'expired' });
  if (plan.state === 'approved' && now >= plan.until + settling)
    return changed({ ...plan, state: 'ended' }, { ...by, did: 'ended' });
  return undefined;
}

/** The plan with one more deed, or undefined if it knows it. The message shows deeds, so it is to be drawn again. */
export function withDeed(plan: Plan, deed: Deed): Plan | undefined {
  if (plan.deeds.some(({ mark }) => mark === deed.mark)) return undefined;
  const isFull = plan.deeds.length >= keptDeeds;
  return {
    ...plan,
    deeds: isFull ? plan.deeds : [...plan.deeds, deed],
    moreDeeds: plan.moreDeeds + (isFull ? 1 : 0),
    content: plan.content + 1,
    version: plan.version + 1,
  };
}

/** The plan with its message recorded, and the content that it shows. */
export function withPlanCard(plan: Plan, place: CardPlace, shows: number): Plan {
  return { ...plan, card: { ...place, shows }, version: plan.version + 1 };
}

/** True while the plan may still cover something, now or later. */
export function isOpenPlan({ state }: Plan): boolean {
  return state === 'requested' || state === 'approved';
}

function changed(plan: Plan, line: PlanLine): Plan {
  return { ...plan, log: [...plan.log, line], content: plan.content + 1, version: plan.version + 1 };
}
