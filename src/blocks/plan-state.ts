import type { Locale } from '../core/locale.ts';
import type { Plan } from '../core/plan.ts';
import { dateToken, escaped } from './mrkdwn.ts';

/** The state of a plan as a sentence, and what follows from it. mrkdwn. */
export function planStateLine(plan: Plan, locale: Locale): string {
  const last = plan.log.at(-1);
  const who = escaped(last?.name ?? '', 80);
  const at = dateToken(last?.at ?? plan.requested.at);
  const word = words[locale];
  switch (plan.state) {
    case 'requested':
      return word.requested;
    case 'approved':
      return word.approved(escaped(plan.approved?.name ?? '', 80), dateToken(plan.approved?.at ?? 0));
    case 'declined':
      return word.declined(who, at);
    case 'expired':
      return word.expired;
    case 'ended':
      if (plan.approved === undefined) return word.withdrawn(who, at);
      return last?.by === 'rootguard' ? word.over : word.ended(who, at);
  }
}

const words = {
  en: {
    requested: 'Waits for a second person to confirm it. Until then it covers nothing.',
    approved: (who: string, at: string) =>
      `Confirmed by ${who}, ${at} · root use inside it is marked as expected; anything else alerts at full strength`,
    declined: (who: string, at: string) => `Declined by ${who}, ${at} · it never covered anything`,
    expired: 'Nobody confirmed it in time · it never covered anything',
    withdrawn: (who: string, at: string) => `Withdrawn by ${who}, ${at} · it never covered anything`,
    over: 'The window is over · what comes late is added here',
    ended: (who: string, at: string) => `Ended early by ${who}, ${at} · what comes late is added here`,
  },
  ko: {
    requested: '다른 사람의 승인을 기다립니다. 승인 전에는 적용되지 않습니다.',
    approved: (who: string, at: string) =>
      `${who} 님이 승인했습니다 · ${at} · 계획에 맞는 루트 사용은 예정된 것으로 표시하고, 그 밖에는 원래 심각도로 알립니다`,
    declined: (who: string, at: string) => `${who} 님이 거절했습니다 · ${at} · 적용된 적이 없습니다`,
    expired: '제시간에 승인되지 않았습니다 · 적용된 적이 없습니다',
    withdrawn: (who: string, at: string) => `${who} 님이 철회했습니다 · ${at} · 적용된 적이 없습니다`,
    over: '시간이 끝났습니다 · 늦게 도착한 이벤트는 여기에 추가합니다',
    ended: (who: string, at: string) =>
      `${who} 님이 일찍 종료했습니다 · ${at} · 늦게 도착한 이벤트는 여기에 추가합니다`,
  },
} as const;
