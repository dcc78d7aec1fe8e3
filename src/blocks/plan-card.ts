import type { Button, KnownBlock } from '@slack/types';
import type { Locale } from '../core/locale.ts';
import { isOpenPlan, type Plan } from '../core/plan.ts';
import { context, type SlackMessage, section, sections } from './message.ts';
import { escaped, plain } from './mrkdwn.ts';
import { planOutcome } from './plan-outcome.ts';
import { planStateLine } from './plan-state.ts';
import { accountWords, detectionTitle, windowWords } from './plan-words.ts';
import { spaced } from './words.ts';

/** The one message of a planned use of root, in the channel's language. `accountName` is undefined where nobody gave one. */
export function planCard(plan: Plan, accountName: string | undefined, locale: Locale): SlackMessage {
  const word = words[locale];
  const title = word.title(plan.number, accountName ?? spaced(plan.account));
  return {
    text: `${escaped(title)} · ${planStateLine(plan, locale)}`,
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: plain(title, 150), emoji: false } },
      section(`*${word.why}*  ${escaped(plan.reason, 1_000)}`),
      {
        type: 'section',
        fields: [
          field(word.account, accountWords(plan.account, accountName)),
          field(word.window, windowWords(plan)),
          field(word.askedBy, escaped(plan.requested.name, 80)),
          field(plan.state === 'requested' ? word.toApprove : word.approver, approver(plan)),
        ],
      },
      ...planned(plan, locale),
      ...planOutcome(plan, locale),
      ...buttons(plan, locale),
      context(planStateLine(plan, locale)),
    ],
  };
}

/** While somebody is asked, by a mention that calls them; afterwards by name, which calls nobody. */
function approver({ state, approver: asked, approved }: Plan): string {
  if (approved !== undefined) return escaped(approved.name, 80);
  return state === 'requested' ? mention(asked) : '–';
}

/** The one mention that RootGuard makes of its own: somebody is asked to do something. The id comes from a person picker. */
export function mention(user: string): string {
  return /^[UW][A-Z0-9]{2,20}$/.test(user) ? `<@${user}>` : escaped(user, 30);
}

/** While it is open; once it is over, the outcome names them, done or not. */
function planned(plan: Plan, locale: Locale): KnownBlock[] {
  if (plan.state === 'ended' && plan.approved !== undefined) return [];
  const list = plan.expected.map((id) => `• ${escaped(detectionTitle(id, locale), 150)}`);
  const word = words[locale];
  return [...sections([`*${word.expected}*`, ...list], word.more, 2_200), context(word.implied)];
}

function field(title: string, value: string) {
  return { type: 'mrkdwn' as const, text: `*${title}*\n${value}`, verbatim: true };
}

function buttons(plan: Plan, locale: Locale): KnownBlock[] {
  if (!isOpenPlan(plan)) return [];
  const word = words[locale];
  const button = (action: string, text: string): Button => ({
    type: 'button',
    action_id: action,
    value: String(plan.number),
    text: { type: 'plain_text', text, emoji: false },
  });
  const end = {
    ...button('end-plan', plan.state === 'requested' ? word.withdraw : word.end),
    confirm: {
      title: { type: 'plain_text' as const, text: word.sure },
      text: { type: 'plain_text' as const, text: word.fromNowOn },
      confirm: { type: 'plain_text' as const, text: word.yes },
      deny: { type: 'plain_text' as const, text: word.no },
    },
  };
  const deciding = [
    { ...button('approve-plan', word.approve), style: 'primary' as const },
    button('decline-plan', word.decline),
  ];
  return [{ type: 'actions', elements: plan.state === 'requested' ? [...deciding, end] : [end] }];
}

const words = {
  en: {
    title: (number: number, account: string) => `Planned root use #${number}: ${account}`,
    why: 'Why',
    account: 'Account',
    window: 'Window',
    askedBy: 'Asked by',
    toApprove: 'To be confirmed by',
    approver: 'Confirmed by',
    expected: 'Planned',
    more: (n: number) => `… and ${n} more`,
    implied: 'Signing in with MFA and read-only calls are part of every plan.',
    approve: 'Confirm',
    decline: 'Decline',
    withdraw: 'Withdraw',
    end: 'End now',
    sure: 'End this plan?',
    fromNowOn: 'From now on it covers nothing, and root use alerts at full strength.',
    yes: 'End it',
    no: 'Keep it',
  },
  ko: {
    title: (number: number, account: string) => `루트 사용 계획 #${number}: ${account}`,
    why: '사유',
    account: '계정',
    window: '시간',
    askedBy: '요청자',
    toApprove: '승인 요청 대상',
    approver: '승인자',
    expected: '계획한 작업',
    more: (n: number) => `… 외 ${n}건`,
    implied: 'MFA를 사용한 로그인과 읽기 호출은 모든 계획에 포함됩니다.',
    approve: '승인',
    decline: '거절',
    withdraw: '철회',
    end: '지금 종료',
    sure: '계획을 종료할까요?',
    fromNowOn: '지금부터 이 계획은 적용되지 않으며, 루트 사용은 원래 심각도로 알립니다.',
    yes: '종료',
    no: '유지',
  },
} as const;
