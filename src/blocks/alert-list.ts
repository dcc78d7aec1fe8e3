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
    none: 'No open alerts. Every use of root is explained.',
    title: (count: string) => `Open alerts: ${count}, worst first`,
    more: (left: number) => `… and ${left} more. Explain some to see them.`,
    hint: 'Take one with `/rootguard ack RG-…`; `/rootguard explain RG-…` closes it.',
  },
  ko: {
    none: '열린 알림이 없습니다. 모든 루트 사용이 설명되었습니다.',
    title: (count: string) => `열린 알림 ${count}건, 심각한 순서`,
    more: (left: number) => `… 외 ${left}건. 일부를 설명하면 나머지가 보입니다.`,
    hint: '`/rootguard ack RG-…`로 맡고, `/rootguard explain RG-…`로 닫습니다.',
  },
} as const;
