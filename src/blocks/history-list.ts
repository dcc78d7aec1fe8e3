import type { Incident } from '../core/incident.ts';
import type { Locale } from '../core/locale.ts';
import { incidentLine } from './incident-lines.ts';
import { context, type SlackMessage, section, sections, sentence } from './message.ts';
import { code, dateToken, escaped } from './mrkdwn.ts';

/** What `/rootguard history` shows. Times are in ms since the epoch. */
export interface History {
  /** The newest first. */
  readonly incidents: readonly Incident[];
  /** How many real ones there are in all, and how many drills. */
  readonly total: number;
  readonly drills: number;
  readonly since: number;
  readonly now: number;
  /** The account's name or id, if one was asked for. */
  readonly account: string | undefined;
}

/** The answer to `/rootguard history`: the newest first, each with what became of it. */
export function historyList(
  { incidents, total, drills, since, now, account }: History,
  nameOf: (account: string) => string | undefined,
  locale: Locale,
): SlackMessage {
  const words = texts[locale];
  const where = account === undefined ? '' : escaped(account, 80);
  const title = words.title(total, drills, where);
  const lines = incidents.map(
    (incident) =>
      `${incidentLine(incident, nameOf(incident.account), locale, now)} · ${became(incident, locale)}`,
  );
  const left = total + drills - incidents.length;
  return {
    text: title,
    blocks: [
      section(`*${title}* · ${words.since(dateToken(since))}`),
      ...sections(left > 0 ? [...lines, words.left(left)] : lines, words.left),
      context(words.hint),
    ],
  };
}

/** The answer to an account or a time that is none. */
export function noSuchHistoryNotice(typed: string, locale: Locale): SlackMessage {
  return sentence(
    locale === 'ko'
      ? `${code(typed, 60)}에 해당하는 계정이나 기간이 없습니다. 예: \`/rootguard history acme-prod 90d\`. 기간은 \`30d\`, \`12w\`, \`2026-11\`, \`2026-11-05\`처럼 입력합니다.`
      : `${code(typed, 60)} is neither an account nor a time. For example \`/rootguard history acme-prod 90d\`. Times are \`30d\`, \`12w\`, \`2026-11\` or \`2026-11-05\`.`,
  );
}

function became({ acknowledged, state }: Incident, locale: Locale): string {
  if (acknowledged === undefined) return (states[state] ?? states.open)[locale];
  const who = escaped(acknowledged.name, 80);
  return state === 'acknowledged'
    ? locale === 'ko'
      ? `${who} 님이 확인`
      : `${who} is on it`
    : `${(states[state] ?? states.open)[locale]} (${who})`;
}

const open = { en: 'nobody is on it', ko: '확인한 사람 없음' } as const;
const states: Readonly<Record<string, Readonly<Record<Locale, string>>>> & { readonly open: typeof open } = {
  open,
  explained: { en: 'explained', ko: '설명됨' },
};

const texts = {
  en: {
    title: (total: number, drills: number, where: string) =>
      [
        `${total === 0 ? 'No incidents' : `${total} ${total === 1 ? 'incident' : 'incidents'}`}${where === '' ? '' : ` in ${where}`}`,
        ...(drills === 0 ? [] : [`${drills} ${drills === 1 ? 'drill' : 'drills'}`]),
      ].join(', '),
    since: (date: string) => `since ${date}`,
    left: (n: number) => `… and ${n} before. \`/rootguard report 2026-11\` has all of a month.`,
    hint: '`/rootguard history [account] [90d | 12w | 2026-11]`',
  },
  ko: {
    title: (total: number, drills: number, where: string) =>
      [
        `${where === '' ? '' : `${where}의 `}${total === 0 ? '알림 없음' : `알림 ${total}건`}`,
        ...(drills === 0 ? [] : [`훈련 ${drills}건`]),
      ].join(', '),
    since: (date: string) => `${date} 이후`,
    left: (n: number) => `… 그 전의 ${n}건. \`/rootguard report 2026-11\`에 한 달 전체가 있습니다.`,
    hint: '`/rootguard history [계정] [90d | 12w | 2026-11]`',
  },
} as const;
