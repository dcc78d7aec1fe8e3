import type { Incident } from '../core/incident.ts';
import type { Locale } from '../core/locale.ts';
import { cardTitle } from './card-title.ts';
import { drillFirst } from './drill-words.ts';
import { type SlackMessage, sentence } from './message.ts';
import { code, escaped } from './mrkdwn.ts';

/** What a card becomes that was left behind in a channel: where the incident goes on (`home`, a channel's id). */
export function cardPointer(incident: Incident, account: string, home: string, locale: Locale): SlackMessage {
  const title = escaped(drillFirst(incident, cardTitle(incident, account, locale), locale), 150);
  const channel = /^[CG][A-Z0-9]+$/.test(home) ? `<#${home}>` : code(home);
  return sentence(
    locale === 'ko'
      ? `${title} · 이 알림은 ${channel} 채널에서 계속됩니다 · ${incident.id}`
      : `${title} · This alert goes on in ${channel} · ${incident.id}`,
  );
}
