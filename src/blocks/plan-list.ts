import type { KnownBlock } from '@slack/types';
import type { Locale } from '../core/locale.ts';
import type { Plan } from '../core/plan.ts';
import { context, type SlackMessage, section, sentence } from './message.ts';
import { escaped } from './mrkdwn.ts';
import { planStates, windowWords } from './plan-words.ts';
import { spaced } from './words.ts';

/** How many plans are listed; a message holds 50 blocks and about 9,000 characters. */
const listed = 15;

/** The answer to `/rootguard plan list`: open plans, the one that ends first before the others, each with its menu. */
export function planList(
  plans: readonly Plan[],
  nameOf: (account: string) => string | undefined,
  locale: Locale,
): SlackMessage {
  const word = words[locale];
  if (plans.length === 0) return sentence(word.none);
  const more = plans.length - listed;
  return {
    text: word.title(plans.length),
    blocks: [
      section(`*${word.title(plans.length)}*`),
      ...plans.slice(0, listed).map((plan) => row(plan, nameOf(plan.account), locale)),
      ...(more > 0 ? [section(word.more(more))] : []),
      context(word.hint),
    ],
  };
}

/** A plan in one line. mrkdwn. */
export function planLine(plan: Plan, name: string | undefined, locale: Locale): string {
  const account = escaped(name ?? spaced(plan.account), 60);
  const who = escaped(plan.requested.name, 40);
  const state = planStates[plan.state][locale];
  return `\`#${plan.number}\` *${account}* · ${state} · ${windowWords(plan)} · ${who}: ${escaped(plan.reason, 100)}`;
}

function row(plan: Plan, name: string | undefined, locale: Locale): KnownBlock {
  const word = words[locale];
  const entry = (action: string, text: string) => ({
    text: { type: 'plain_text' as const, text, emoji: false },
    value: `${action}:${plan.number}`,
  });
  const deciding = [entry('approve-plan', word.approve), entry('decline-plan', word.decline)];
  const options = [...(plan.state === 'requested' ? deciding : []), entry('end-plan', word.end)];
  return {
    type: 'section',
    text: { type: 'mrkdwn', text: planLine(plan, name, locale), verbatim: true },
    accessory: { type: 'overflow', action_id: 'plan-menu', options },
  };
}

const words = {
  en: {
    none: 'No plans. `/rootguard plan` asks for one before root is used.',
    title: (n: number) => `${n} open ${n === 1 ? 'plan' : 'plans'}`,
    more: (n: number) => `… and ${n} more`,
    hint: '`/rootguard plan` asks for a new one; `/rootguard plan end 12` ends one.',
    approve: 'Confirm',
    decline: 'Decline',
    end: 'End now',
  },
  ko: {
    none: '계획이 없습니다. 루트를 사용하기 전에 `/rootguard plan`으로 요청하세요.',
    title: (n: number) => `진행 중인 계획 ${n}건`,
    more: (n: number) => `… 외 ${n}건`,
    hint: '`/rootguard plan`으로 새로 요청하고, `/rootguard plan end 12`로 종료합니다.',
    approve: '승인',
    decline: '거절',
    end: '지금 종료',
  },
} as const;
