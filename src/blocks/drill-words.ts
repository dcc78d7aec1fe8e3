import type { KnownBlock } from '@slack/types';
import type { Incident } from '../core/incident.ts';
import type { Locale, Text } from '../core/locale.ts';
import { section } from './message.ts';
import { escaped } from './mrkdwn.ts';

/** What a drill is called. */
export const drillWord: Text = { en: 'Drill', ko: '훈련' };

/** A headline about an incident: of a drill it says so first, in words. For plain text and for mrkdwn. */
export function drillFirst({ drill }: Pick<Incident, 'drill'>, text: string, locale: Locale): string {
  return drill === undefined ? text : `${drillWord[locale]}: ${text}`;
}

/** What a drill's card says below its headline; nothing on any other card. */
export function drillLine({ drill }: Pick<Incident, 'drill'>, locale: Locale): KnownBlock[] {
  if (drill === undefined) return [];
  const who = escaped(drill.name, 80);
  return [
    section(
      locale === 'ko'
        ? `*${drillWord.ko}*: ${who} 님이 시작했습니다. 루트 사용자는 사용되지 않았습니다. 실제처럼 대응하세요. 응답 시간이 보고됩니다.`
        : `*${drillWord.en}*: ${who} started this. Nobody used root. Act as if somebody had: how long it takes is reported.`,
    ),
  ];
}
