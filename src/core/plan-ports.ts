import type { CardPlace } from './incident.ts';
import type { Plan } from './plan.ts';

/** Where planned uses of root live. Every method may throw a StoreError. */
export interface PlanStore {
  /** Stores a new plan under the next number. */
  addPlan(make: (number: number) => Plan): Promise<Plan>;
  plan(number: number): Promise<Plan | undefined>;
  /** Replaces a plan by its next version in one conditional write; false, and nothing changed, if somebody was faster. */
  replacePlan(next: Plan): Promise<boolean>;
  /** The plans of an account whose windows were to end at `since` (ms since the epoch) or later, in any state. */
  plansOf(account: string, since: number): Promise<readonly Plan[]>;
  /**
   * Plans that may still cover something, and those whose message shows less than is stored; the one that ends first
   * before the others, at most `limit`. May lag a moment.
   */
  openPlans(limit: number): Promise<readonly Plan[]>;
}

/** The messages of plans in Slack. Methods throw SlackError. */
export interface PlanBoard {
  /** Posts a plan's message, in the channel's language, and asks its approver by a mention. */
  postPlan(channel: string, plan: Plan): Promise<CardPlace>;
  /** Redraws a plan's message where it is. */
  updatePlan(place: CardPlace, plan: Plan): Promise<void>;
  /** Looks for a message that was posted but never recorded. */
  findPlan(channel: string, plan: Plan): Promise<CardPlace | undefined>;
}
