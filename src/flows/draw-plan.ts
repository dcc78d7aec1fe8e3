import { type Plan, withPlanCard } from '../core/plan.ts';
import type { PlanBoard, PlanStore } from '../core/plan-ports.ts';

/** What drawing a plan's message needs. */
export interface DrawPlanPorts {
  readonly store: PlanStore;
  readonly board: PlanBoard;
  readonly channel: string;
}

/** A plan changes a few times in its life; more rounds than that are somebody else's drawing. */
const rounds = 5;

/**
 * Makes a plan's message show what is stored. `lookFirst` says that a message may have been posted that nobody recorded,
 * so that the channel is searched before one is posted. Throws SlackError or StoreError; then it may be called again.
 */
export async function drawPlan(ports: DrawPlanPorts, plan: Plan, lookFirst: boolean): Promise<void> {
  let current: Plan | undefined = plan;
  for (let round = 0; round < rounds; round += 1) {
    if (current === undefined || current.card?.shows === current.content) return;
    current = await record(ports, current.number, await show(ports, current, lookFirst));
  }
}

/** Returns where the message is and which content it shows. */
async function show({ board, channel }: DrawPlanPorts, plan: Plan, lookFirst: boolean) {
  const place = plan.card ?? (lookFirst ? await board.findPlan(channel, plan) : undefined);
  if (place === undefined) return { ...(await board.postPlan(channel, plan)), shows: plan.content };
  await board.updatePlan(place, plan);
  return { channel: place.channel, ts: place.ts, shows: plan.content };
}

/** Returns the plan as it is with its message recorded: it may have changed while the message was drawn. */
async function record(
  { store }: DrawPlanPorts,
  number: number,
  { shows, ...place }: { readonly channel: string; readonly ts: string; readonly shows: number },
): Promise<Plan | undefined> {
  for (;;) {
    const latest = await store.plan(number);
    if (latest === undefined) return undefined;
    const next = withPlanCard(latest, place, shows);
    if (await store.replacePlan(next)) return next;
  }
}
