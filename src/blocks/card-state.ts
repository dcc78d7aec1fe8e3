import type { Incident } from '../core/incident.ts';
import type { Locale } from '../core/locale.ts';
import { verdictText } from './act-words.ts';
import { deliveryReason } from './delivery-reason.ts';
import { agoToken, dateToken, escaped } from './mrkdwn.ts';
import { nextWords } from './next-words.ts';
import { duration } from './words.ts';

/** The last lines of a card: whether somebody is on it, what comes next, and how it was delivered where that was not as usual. */
export function cardState(incident: Incident, elsewhere: string | undefined, locale: Locale): string {
  return [
    ...stateLines(incident, locale),
    ...nextWords(incident, locale),
    ...receipt(incident, elsewhere, locale),
  ].join('\n');
}

/** Both answers, in words: whether somebody is on it, and whether it is explained. */
export function stateLines(incident: Incident, locale: Locale): string[] {
  return [state(incident, locale), ...denied(incident, locale), ...proposed(incident, locale)];
}

function state(incident: Incident, locale: Locale): string {
  const id = escaped(incident.id);
  const { acknowledged, explained, openedAt } = incident;
  if (explained !== undefined) return `${explanation(incident, locale)} · ${id}`;
  if (incident.state === 'open' || acknowledged === undefined) {
    const again = incident.log.findLast(({ did }) => did === 'reopened');
    const late =
      again === undefined
        ? ''
        : locale === 'ko'
          ? ' · 설명 후 추가 활동'
          : ', because root did more after it was explained';
    const ago = agoToken(again?.at ?? openedAt);
    return locale === 'ko'
      ? `열림${late} · 아직 아무도 확인하지 않았습니다 · ${ago} · ${id}`
      : `Open${again === undefined ? '' : ' again'}${late} · nobody is on it yet · ${ago} · ${id}`;
  }
  const who = escaped(acknowledged.name, 80);
  const after = duration(acknowledged.at - openedAt, locale);
  return locale === 'ko'
    ? `${who} 님이 알림 ${after} 후 확인했습니다 · ${dateToken(acknowledged.at)} · ${id}`
    : `Acknowledged by ${who}, ${after} after the alert · ${dateToken(acknowledged.at)} · ${id}`;
}

function explanation({ explained, openedAt }: Incident, locale: Locale): string {
  if (explained === undefined) return '';
  const who = escaped(explained.name, 80);
  const what = verdictText(explained, locale);
  const second = explained.confirmed;
  const end = second?.at ?? explained.at;
  const by = second === undefined ? '' : escaped(second.name, 80);
  const after = duration(end - openedAt, locale);
  if (locale === 'ko') {
    const confirmed = second === undefined ? '' : ` · ${by} 님이 승인함`;
    return `${who} 님이 설명했습니다: ${what}${confirmed} · 알림 ${after} 후 · ${dateToken(end)}`;
  }
  const confirmed = second === undefined ? '' : ` · confirmed by ${by}`;
  return `Explained by ${who}: ${what}${confirmed} · ${after} after the alert · ${dateToken(end)}`;
}

function denied({ denied: act, explained }: Incident, locale: Locale): string[] {
  if (act === undefined || explained !== undefined) return [];
  const who = escaped(act.name, 80);
  return [
    locale === 'ko'
      ? `*우리가 한 일이 아닙니다* (${who} 님, ${dateToken(act.at)}). 스레드의 점검 목록대로 진행하세요.`
      : `*This was not us*, says ${who}, ${dateToken(act.at)}. Work through the checklist in the thread.`,
  ];
}

function proposed({ proposed: said }: Incident, locale: Locale): string[] {
  if (said === undefined) return [];
  const who = escaped(said.name, 80);
  const what = verdictText(said, locale);
  return [
    locale === 'ko'
      ? `${who} 님의 설명: ${what} · 다른 한 사람이 승인해야 닫힙니다`
      : `${who} says: ${what} · a second person must confirm it`,
  ];
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
