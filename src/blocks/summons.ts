import type { KnownBlock } from '@slack/types';
import { type Incident, leading } from '../core/incident.ts';
import type { Locale } from '../core/locale.ts';
import { button } from './buttons.ts';
import { stateLines } from './card-state.ts';
import { cardTitle } from './card-title.ts';
import { drillFirst } from './drill-words.ts';
import { context, type SlackMessage, section } from './message.ts';
import { agoToken, dateToken, escaped } from './mrkdwn.ts';
import { severityMarks, severityWords, spaced } from './words.ts';

/** What a direct message about an incident needs besides. */
export interface DirectWords {
  /** The account's name, if it has one. */
  readonly account: string | undefined;
  /** The address of the card, made by Slack; undefined if Slack did not tell. */
  readonly link: string | undefined;
  readonly locale: Locale;
}

/** To everybody on call: nobody is on it, or it was not us. */
export function summons(incident: Incident, { account, link, locale }: DirectWords): SlackMessage {
  const { severity } = leading(incident);
  const title = titleOf(incident, account, locale);
  const label = words[locale];
  const why =
    incident.denied === undefined ? label.unattended(dateToken(incident.waiting.since)) : label.denied;
  const said = `${severityWords[severity][locale]}: ${title}`;
  const mark = incident.drill === undefined ? `${severityMarks[severity]} ` : '';
  const head = `${mark}*${drillFirst(incident, said, locale)}*`;
  const own =
    incident.state === 'open' ? [button('acknowledge', incident.id, label.acknowledge, 'primary')] : [];
  return {
    text: drillFirst(incident, `${said} · ${why}`, locale),
    blocks: [
      section(`${head}\n${why}${linked(link, label.card)}`),
      { type: 'actions', elements: [...own, button('explain', incident.id, label.explain)] },
      context(stateLines(incident, locale).join('\n')),
    ],
  };
}

/** To the owner: are they still on it? */
export function ownerQuestion(incident: Incident, { account, link, locale }: DirectWords): SlackMessage {
  const label = words[locale];
  const since = agoToken(incident.acknowledged?.at ?? incident.openedAt);
  const text = drillFirst(incident, label.still(titleOf(incident, account, locale), since), locale);
  const blocks: KnownBlock[] = [
    section(`${text}${linked(link, label.card)}`),
    {
      type: 'actions',
      elements: [
        button('still-on-it', incident.id, label.stillOnIt, 'primary'),
        button('let-go', incident.id, label.handOver),
        button('explain', incident.id, label.explain),
      ],
    },
  ];
  return { text, blocks };
}

function titleOf(incident: Incident, account: string | undefined, locale: Locale): string {
  return escaped(
    drillFirst(incident, cardTitle(incident, account ?? spaced(incident.account), locale), locale),
    150,
  );
}

/** Only an address of Slack's becomes a link. */
function linked(link: string | undefined, label: string): string {
  return link !== undefined && /^https:\/\/[a-z0-9.-]+\.slack\.com\/[\w/?=&.-]+$/.test(link)
    ? ` <${link.replaceAll('&', '&amp;')}|${label}>`
    : '';
}

const words = {
  en: {
    unattended: (since: string) => `Nobody is on it. It has been waiting since ${since}.`,
    denied: 'It was not us. Work through the checklist in its thread.',
    still: (title: string, since: string) =>
      `Are you still on it? ${title} · you took it ${since}. Without an answer it becomes nobody’s again.`,
    card: 'See the card',
    acknowledge: 'Acknowledge',
    explain: 'Explain',
    stillOnIt: 'Still on it',
    handOver: 'Hand over',
  },
  ko: {
    unattended: (since: string) => `${since}부터 아무도 맡지 않았습니다.`,
    denied: '우리가 한 일이 아닙니다. 스레드의 점검 목록대로 진행하세요.',
    still: (title: string, since: string) =>
      `계속 맡고 계신가요? ${title} · ${since}에 맡으셨습니다. 답이 없으면 담당자가 없는 상태로 되돌립니다.`,
    card: '카드 보기',
    acknowledge: '확인',
    explain: '설명',
    stillOnIt: '계속 맡고 있음',
    handOver: '내려놓기',
  },
} as const;
