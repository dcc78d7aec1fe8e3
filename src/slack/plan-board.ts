import { planCard } from '../blocks/plan-card.ts';
import type { Locale } from '../core/locale.ts';
import type { Plan } from '../core/plan.ts';
import type { PlanBoard } from '../core/plan-ports.ts';
import type { Directory } from '../core/ports.ts';
import type { SlackCall } from './call.ts';
import { inert } from './inert.ts';
import { bears, findMessage, placeOf } from './own-messages.ts';

/** What makes a plan's message ours when it is looked for; see own-messages.ts. */
const eventType = 'rootguard_plan';

/** Plans' messages in Slack, written in the channel's language. */
export function createPlanBoard(options: {
  readonly call: SlackCall;
  readonly directory: Directory;
  readonly language: Locale;
}): PlanBoard {
  const { call, directory, language } = options;
  const message = async (plan: Plan) => {
    await directory.prepare([plan.account]);
    return { ...planCard(plan, directory.nameOf(plan.account), language), ...inert };
  };
  return {
    async postPlan(channel, plan) {
      const metadata = { event_type: eventType, event_payload: { plan: plan.number } };
      const answer = await call('chat.postMessage', { channel, ...(await message(plan)), metadata });
      return placeOf(answer, channel);
    },

    async updatePlan({ channel, ts }, plan) {
      await call('chat.update', { channel, ts, ...(await message(plan)) });
    },

    async findPlan(channel, plan) {
      const where = { channel, since: plan.requested.at };
      const found = await findMessage(call, where, (one) => bears(one, eventType, { plan: plan.number }));
      return found === undefined ? undefined : placeOf(found, channel);
    },
  };
}
