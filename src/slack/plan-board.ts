import { planCard } from '../blocks/plan-card.ts';
import type { CardPlace } from '../core/incident.ts';
import { at, textAt } from '../core/json.ts';
import type { Locale } from '../core/locale.ts';
import type { Plan } from '../core/plan.ts';
import type { PlanBoard } from '../core/plan-ports.ts';
import { type Directory, SlackError } from '../core/ports.ts';
import type { SlackCall } from './call.ts';
import { inert } from './inert.ts';

/** What makes a plan's message ours when it is looked for: Slack has no idempotency key, but keeps metadata. */
const eventType = 'rootguard_plan';

/** How far before the request of a plan its message is looked for, in seconds: clocks differ. */
const slack = 120;

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
      const oldest = (plan.requested.at / 1000 - slack).toFixed(6);
      let cursor: string | undefined;
      do {
        const range = { channel, oldest, limit: 200, cursor, include_all_metadata: true };
        const page = await call('conversations.history', range);
        const messages = at(page, 'messages');
        const found = (Array.isArray(messages) ? messages : []).find((one) => isOf(one, plan.number));
        if (found !== undefined) return placeOf(found, channel);
        cursor = textAt(page, 'response_metadata', 'next_cursor');
      } while (cursor !== undefined);
      return undefined;
    },
  };
}

function isOf(message: unknown, plan: number): boolean {
  return (
    textAt(message, 'metadata', 'event_type') === eventType &&
    at(message, 'metadata', 'event_payload', 'plan') === plan
  );
}

function placeOf(answer: unknown, channel: string): CardPlace {
  const ts = textAt(answer, 'ts');
  if (ts === undefined) throw new SlackError('chat.postMessage', 'answer-without-ts');
  return { channel: textAt(answer, 'channel') ?? channel, ts };
}
