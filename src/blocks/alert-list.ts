import type { Incident } from '../core/incident.ts';
import type { Locale } from '../core/locale.ts';
import { incidentLine, withoutDrills, worstFirst } from './incident-lines.ts';
import { context, type SlackMessage, section, sections, sentence } from './message.ts';

/** The answer to `/rootguard alerts`: every open alert, worst first. `now` is in ms since the epoch. */
export function alertList(
  list: { readonly incidents: readonly Incident[]; readonly more: boolean; readonly now: number },
  nameOf: (account: string) => string | undefined,
  locale: Locale,
): SlackMessage {
  const { incidents, more, now } = list;
  if (incidents.length === 0) return sentence(words[locale].none);
  const { real } = withoutDrills(incidents);
  const title = words[locale].title(`${real.length}${more ? '+' : ''}`);
  const lines = worstFirst(incidents).map((incident) =>
    incidentLine(incident, nameOf(incident.account), locale, now),
  );
  return {
    text: title,
    blocks: [section(`*${title}*`), ...sections(lines, words[locale].more), context(words[locale].hint)],
  };
}

const words = {
  en: {
    none: 'No open alerts. Nobody has used root since the last one was acknowledged.',
    title: (count: string) => `Open alerts: ${count}, worst first`,
    more: (left: number) => `… and ${left} more. Acknowledge some to see them.`,
    hint: 'Take one with `/rootguard ack <id>`, or press Acknowledge on its card.'.replaceAll('<id>', 'RG-…'),
  },
  ko: {
    none: '열린 알림이 없습니다. 마지막 알림이 확인된 뒤로 루트 사용이 없었습니다.',
    title: (count: string) => `열린 알림 ${count}건, 심각한 순서`,
    more: (left: number) => `… 외 ${left}건. 일부를 확인하면 나머지가 보입니다.`,
    hint: '`/rootguard ack RG-…`를 입력하거나 카드에서 확인을 누르세요.',
  },
} as const;
