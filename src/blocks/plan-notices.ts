import type { Locale } from '../core/locale.ts';
import type { Plan } from '../core/plan.ts';
import type { PlanFlaw } from '../core/plan-request.ts';
import { type SlackMessage, sentence } from './message.ts';
import { code } from './mrkdwn.ts';
import { planStateLine } from './plan-state.ts';

/** Private words about plans. Each says what was done, what was not, and what to do. */

/** What is wrong with a field of the form, for its error line: plain text. */
export function planFlawText(flaw: PlanFlaw, locale: Locale): string {
  return flaws[locale][flaw];
}

export function planAskedNotice({ number }: Plan, locale: Locale): SlackMessage {
  return sentence(
    locale === 'ko'
      ? `#${number} 계획을 요청했습니다. 채널의 메시지에서 승인되기 전에는 적용되지 않습니다.`
      : `You asked for plan #${number}. It covers nothing until somebody else confirms it on its message in the channel.`,
  );
}

export function planEndedNotice({ number }: Plan, locale: Locale): SlackMessage {
  return sentence(
    locale === 'ko'
      ? `#${number} 계획을 종료했습니다. 지금부터 적용되지 않습니다.`
      : `You ended plan #${number}. From now on it covers nothing.`,
  );
}

export function ownPlanNotice({ number }: Plan, locale: Locale): SlackMessage {
  return sentence(
    locale === 'ko'
      ? `#${number} 계획은 직접 요청하신 것이므로 다른 사람이 결정해야 합니다. 변경된 것은 없습니다.`
      : `You asked for plan #${number} yourself, so somebody else must decide. Nothing was changed.`,
  );
}

/** Somebody was faster, or the time is over: the plan says what it is now. */
export function planNotOpenNotice(plan: Plan, locale: Locale): SlackMessage {
  const state = planStateLine(plan, locale);
  return sentence(
    locale === 'ko'
      ? `변경된 것은 없습니다. 계획 #${plan.number}: ${state}`
      : `Nothing was changed. Plan #${plan.number}: ${state}`,
  );
}

export function noSuchPlanNotice(typed: string, locale: Locale): SlackMessage {
  const number = code(typed, 20);
  return sentence(
    locale === 'ko'
      ? `${number} 계획을 찾을 수 없습니다. 변경된 것은 없습니다. \`/rootguard plan list\`에서 번호를 볼 수 있습니다.`
      : `There is no plan ${number}. Nothing was changed. \`/rootguard plan list\` has the numbers.`,
  );
}

const flaws: Readonly<Record<Locale, Readonly<Record<PlanFlaw, string>>>> = {
  en: {
    'no-such-account': 'RootGuard does not guard this account.',
    'reason-missing': 'Say why root is needed.',
    'reason-too-long': 'At most 1,000 characters.',
    'nothing-expected': 'Choose what will be done.',
    'start-missing': 'Say when it begins.',
    'starts-in-the-past': 'This is over. A plan excuses nothing that was done before it.',
    'starts-too-late': 'At most 90 days ahead.',
    'too-long': 'At most 24 hours.',
    'approver-is-requester': 'Somebody else must confirm it.',
    'approver-may-not-act': 'This person is neither in the responders group nor a workspace admin.',
    'approver-unknown': 'Slack could not tell whether this person may confirm it. Try again in a moment.',
  },
  ko: {
    'no-such-account': 'RootGuard가 지키는 계정이 아닙니다.',
    'reason-missing': '루트가 필요한 이유를 입력하세요.',
    'reason-too-long': '1,000자까지 입력할 수 있습니다.',
    'nothing-expected': '할 작업을 선택하세요.',
    'start-missing': '시작 시각을 선택하세요.',
    'starts-in-the-past': '이미 지난 시각입니다. 계획 전에 한 작업에는 적용되지 않습니다.',
    'starts-too-late': '90일 이내로 선택하세요.',
    'too-long': '24시간 이내로 선택하세요.',
    'approver-is-requester': '다른 사람이 승인해야 합니다.',
    'approver-may-not-act': '대응 그룹의 구성원이나 워크스페이스 관리자가 아닙니다.',
    'approver-unknown': 'Slack에서 이 사람의 권한을 확인하지 못했습니다. 잠시 후 다시 시도하세요.',
  },
};
