import type { Button, KnownBlock } from '@slack/types';
import { type Attestation, lastAnswerOf, raises } from '../core/attestation.ts';
import { type Incident, leading } from '../core/incident.ts';
import type { Locale } from '../core/locale.ts';
import { verdictText } from './custodian-verdict.ts';
import { drillFirst, drillLine } from './drill-words.ts';
import { context, type SlackMessage, section } from './message.ts';
import { code, dateToken, escaped, plain } from './mrkdwn.ts';
import { accountWords } from './plan-words.ts';
import { headline, spaced } from './words.ts';

/** The direct message to one custodian: the question, then their answer, then what came of it; in their language. */
export function custodianQuestion(
  user: string,
  attestation: Attestation,
  incident: Incident,
  accountName: string | undefined,
  locale: Locale,
): SlackMessage {
  const word = words[locale];
  const title = drillFirst(incident, word.title(accountName ?? spaced(incident.account)), locale);
  const { event, id } = incident;
  const what = escaped(headline(leading(incident), locale), 150);
  const where = accountWords(incident.account, accountName);
  return {
    text: escaped(title),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: plain(title, 150), emoji: false } },
      ...drillLine(incident, locale),
      section(
        `*${what}*\n${where} · ${dateToken(event.time)} · ${code(event.sourceIp ?? '?')} · ${code(id)}`,
      ),
      section(word.why(attestation.asked.length)),
      ...answered(user, attestation, locale),
      ...buttons(user, attestation, locale),
      context(state(attestation, locale)),
    ],
  };
}

function answered(user: string, attestation: Attestation, locale: Locale): KnownBlock[] {
  const answer = lastAnswerOf(attestation, user);
  if (answer === undefined) return [];
  const reason = answer.reason === undefined ? '' : `: ${escaped(answer.reason, 500)}`;
  const said = `*${words[locale].youSaid}* ${words[locale][answer.said]}${reason} · ${dateToken(answer.at)}`;
  return [section(said)];
}

/** An answer may be changed while the question is open; afterwards "it was me" is still worth saying. */
function buttons(user: string, attestation: Attestation, locale: Locale): KnownBlock[] {
  const { verdict, incident } = attestation;
  const said = lastAnswerOf(attestation, user)?.said;
  const button = (action: string, text: string): Button => ({
    type: 'button',
    action_id: action,
    value: incident,
    text: { type: 'plain_text', text, emoji: false },
  });
  const word = words[locale];
  const me = { ...button('custodian-me', word.me), style: 'primary' as const };
  const others = [
    ...(said === 'not-me' ? [] : [button('custodian-not-me', word['not-me'])]),
    ...(said === 'unknown' ? [] : [button('custodian-unknown', word.unknown)]),
  ];
  const elements = said === 'me' || verdict?.outcome === 'claimed' ? [] : [me];
  if (verdict === undefined && said !== 'me') elements.push(...(others as typeof elements));
  return elements.length === 0 ? [] : [{ type: 'actions', elements }];
}

function state(attestation: Attestation, locale: Locale): string {
  const { verdict, deadline } = attestation;
  if (verdict === undefined) return words[locale].until(dateToken(deadline));
  const late = raises(verdict) ? ` ${words[locale].late}` : '';
  return `${verdictText(attestation, locale)}${late}`;
}

const words = {
  en: {
    title: (account: string) => `Was this you? Root of ${account} was used`,
    why: (n: number) =>
      n === 1
        ? 'You are the custodian of this root user. CloudTrail cannot say who used it; you can.'
        : `You are one of ${n} custodians of this root user. CloudTrail cannot say who used it; you can.`,
    youSaid: 'You said:',
    me: 'It was me',
    'not-me': 'It was not me',
    unknown: "I don't know",
    until: (at: string) =>
      `Please answer by ${at}. If nobody says that it was them, RootGuard treats it as suspected misuse.`,
    late: 'If it was you, say so now: it is recorded.',
  },
  ko: {
    title: (account: string) => `본인입니까? ${account}의 루트가 사용되었습니다`,
    why: (n: number) =>
      n === 1
        ? '이 루트 사용자의 관리인입니다. CloudTrail은 누가 사용했는지 알 수 없으므로 확인이 필요합니다.'
        : `이 루트 사용자의 관리인 ${n}명 중 한 명입니다. CloudTrail은 누가 사용했는지 알 수 없으므로 확인이 필요합니다.`,
    youSaid: '답변:',
    me: '본인입니다',
    'not-me': '본인이 아닙니다',
    unknown: '모르겠습니다',
    until: (at: string) =>
      `${at}까지 답해 주세요. 본인이라는 사람이 없으면 RootGuard는 도용이 의심되는 것으로 처리합니다.`,
    late: '본인이라면 지금이라도 알려 주세요. 기록됩니다.',
  },
} as const;
