import type { Incident } from '../core/incident.ts';
import type { Locale } from '../core/locale.ts';
import type { ReminderCall } from '../core/thread.ts';
import { cardTitle } from './card-title.ts';
import { drillFirst } from './drill-words.ts';
import { type SlackMessage, sentence } from './message.ts';
import { dateToken, escaped } from './mrkdwn.ts';
import { loudnessWords } from './next-words.ts';

/**
 * The one reminder of an incident, in its thread. The mention is of our own configured group, never of anything from an
 * event; it rings when it is posted, and not when the message is edited.
 */
export function reminder(
  incident: Incident,
  { call, ended }: { readonly call: ReminderCall; readonly ended: boolean },
  {
    account,
    locale,
    onCall,
  }: { readonly account: string; readonly locale: Locale; readonly onCall?: string | undefined },
): SlackMessage {
  const title = escaped(drillFirst(incident, cardTitle(incident, account, locale), locale), 150);
  const how = `${loudnessWords[call.how][locale]}, ${dateToken(call.at)}`;
  if (ended) return sentence(drillFirst(incident, words[locale].ended(title, how), locale));
  const rings = onCall !== undefined && call.said !== 'channel' && /^S[A-Z0-9]+$/.test(onCall);
  const mention = rings ? `<!subteam^${onCall}> ` : '';
  const what =
    call.why === 'denied'
      ? words[locale].denied
      : words[locale].unattended(dateToken(incident.waiting.since));
  return sentence(
    `${mention}*${drillFirst(incident, what, locale)}* ${title} · ${words[locale].last} ${how}`,
  );
}

const words = {
  en: {
    unattended: (since: string) => `Nobody is on it, since ${since}:`,
    denied: 'This was not us:',
    last: 'last called out:',
    ended: (title: string, how: string) => `${title} · last called out: ${how}. That is settled.`,
  },
  ko: {
    unattended: (since: string) => `${since}부터 아무도 맡지 않았습니다:`,
    denied: '우리가 한 일이 아닙니다:',
    last: '마지막 알림:',
    ended: (title: string, how: string) => `${title} · 마지막 알림: ${how}. 해결되었습니다.`,
  },
} as const;
