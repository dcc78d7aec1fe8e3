import type { Incident } from '../core/incident.ts';
import type { Locale } from '../core/locale.ts';
import { deliveryReason } from './delivery-reason.ts';
import { dateToken, escaped } from './mrkdwn.ts';
import { duration } from './words.ts';

/** The last lines of a card: whether somebody is on it, and how it was delivered where that was not as usual. */
export function cardState(incident: Incident, elsewhere: string | undefined, locale: Locale): string {
  return [state(incident, locale), ...receipt(incident, elsewhere, locale)].join('\n');
}

function state(incident: Incident, locale: Locale): string {
  const id = escaped(incident.id);
  if (incident.acknowledged === undefined) {
    return locale === 'ko'
      ? `열림 · 아직 아무도 확인하지 않았습니다 · ${id}`
      : `Open · nobody is on it yet · ${id}`;
  }
  const { name, at } = incident.acknowledged;
  const who = escaped(name, 80);
  const after = duration(at - incident.openedAt, locale);
  return locale === 'ko'
    ? `${who} 님이 알림 ${after} 후 확인했습니다 · ${dateToken(at)} · ${id}`
    : `Acknowledged by ${who}, ${after} after the alert · ${dateToken(at)} · ${id}`;
}

function receipt({ mailed }: Incident, elsewhere: string | undefined, locale: Locale): string[] {
  const mail = mailed && { at: dateToken(mailed.at), why: deliveryReason(mailed.reason, locale) };
  const why = elsewhere === undefined ? undefined : deliveryReason(elsewhere, locale);
  return [
    ...(mail === undefined
      ? []
      : [
          locale === 'ko'
            ? `${mail.at}에 이메일로 전달함, 이유: ${mail.why}`
            : `Delivered by e-mail at ${mail.at}, reason: ${mail.why}`,
        ]),
    ...(why === undefined
      ? []
      : [
          locale === 'ko'
            ? `알림 채널 대신 여기에 게시함, 이유: ${why}`
            : `Posted here instead of the alerts channel, reason: ${why}`,
        ]),
  ];
}
