import type { Loudness, Step } from '../core/escalation.ts';
import type { Incident } from '../core/incident.ts';
import type { Locale, Text } from '../core/locale.ts';
import { dateToken, escaped } from './mrkdwn.ts';

/** What comes next if nobody does anything, as a line of the card; nothing if nothing does. */
export function nextWords({ next, acknowledged }: Incident, locale: Locale): string[] {
  if (next === undefined) return [];
  const owner = next.what === 'ask' ? acknowledged?.name : undefined;
  const what = owner === undefined ? stepWords[next.what][locale] : asked[locale](escaped(owner, 80));
  const when = dateToken(next.at);
  return [locale === 'ko' ? `다음: ${when}에 ${what}` : `Next, ${when}: ${what}`];
}

const asked = {
  en: (name: string) => `${name} is asked whether they are still on it`,
  ko: (name: string) => `${name} 님에게 계속 맡고 있는지 확인`,
} as const;

/** What each step does. */
export const stepWords: Readonly<Record<Step['what'], Text>> = {
  thread: { en: 'a reminder in the thread', ko: '스레드에 다시 알림' },
  channel: { en: 'a reminder in the channel', ko: '채널에 다시 알림' },
  oncall: { en: 'the on-call group is called', ko: '당직 그룹 호출' },
  dm: { en: 'everybody on call gets a direct message', ko: '당직자 전원에게 다이렉트 메시지' },
  mail: { en: 'an e-mail goes out', ko: '이메일 발송' },
  again: { en: 'it is called out again', ko: '다시 호출' },
  ask: { en: 'the owner is asked whether they are still on it', ko: '담당자에게 계속 맡고 있는지 확인' },
  back: { en: 'it is nobody’s again, unless the owner answers', ko: '담당자가 답하지 않으면 담당 해제' },
};

/** How it was called out. */
export const loudnessWords: Readonly<Record<Loudness, Text>> = {
  thread: { en: 'in the thread', ko: '스레드' },
  channel: { en: 'in the channel', ko: '채널' },
  oncall: { en: 'the on-call group', ko: '당직 그룹' },
  dm: { en: 'by direct message', ko: '다이렉트 메시지' },
  mail: { en: 'by e-mail', ko: '이메일' },
};
