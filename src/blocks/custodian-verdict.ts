import { type Answer, type Attestation, raises } from '../core/attestation.ts';
import type { Locale } from '../core/locale.ts';
import { type SlackMessage, sentence } from './message.ts';
import { escaped } from './mrkdwn.ts';

/** What came of the question, for the incident's thread; `late` is an answer that came afterwards. In the channel's language. */
export function verdictMessage(
  attestation: Attestation,
  late: Answer | undefined,
  locale: Locale,
): SlackMessage {
  const word = words[locale];
  if (late !== undefined) {
    const who = escaped(late.name, 80);
    return sentence(late.said === 'me' ? word.late(who, reasonOf(late)) : word.takenBack(who));
  }
  const raised = attestation.verdict !== undefined && raises(attestation.verdict) ? ` ${word.treated}` : '';
  return sentence(`${verdictText(attestation, locale)}${raised}`);
}

/** The verdict as a sentence; empty while there is none. mrkdwn. */
export function verdictText({ verdict, asked, answers }: Attestation, locale: Locale): string {
  const word = words[locale];
  if (verdict === undefined) return '';
  if (verdict.outcome !== 'claimed') {
    const silent = asked.filter(({ user }) => !answers.some(({ by, at }) => by === user && at < verdict.at));
    return word[verdict.outcome](asked.length, silent.map(({ name }) => escaped(name, 40)).join(', '));
  }
  const claim = answers.find(({ said, at }) => said === 'me' && at <= verdict.at);
  return word.claimed(escaped(claim?.name ?? '?', 80), reasonOf(claim));
}

function reasonOf(answer: Answer | undefined): string {
  return escaped(answer?.reason ?? '', 500);
}

const words = {
  en: {
    claimed: (who: string, reason: string) => `${who} says that it was them: ${reason}`,
    denied: (n: number) =>
      n === 1 ? 'The custodian says that it was not them.' : `All ${n} custodians say that it was not them.`,
    unclaimed: (n: number) =>
      n === 1
        ? 'The custodian does not know who it was.'
        : `Nobody of the ${n} custodians says that it was them.`,
    silent: (_: number, names: string) =>
      `No custodian said in time that it was them. Silent: ${names || '–'}.`,
    unreachable: (n: number) =>
      n === 1
        ? 'The custodian cannot be reached in Slack.'
        : `None of the ${n} custodians can be reached in Slack.`,
    treated: 'RootGuard treats this as suspected misuse.',
    late: (who: string, reason: string) => `${who} says afterwards that it was them: ${reason}`,
    takenBack: (who: string) =>
      `${who} takes back that it was them. Nobody stands up for this use of root now: look at it again.`,
  },
  ko: {
    claimed: (who: string, reason: string) => `${who} 님이 본인이라고 답했습니다: ${reason}`,
    denied: (n: number) => `관리인 ${n}명이 모두 본인이 아니라고 답했습니다.`,
    unclaimed: (n: number) => `관리인 ${n}명 중 본인이라고 답한 사람이 없습니다.`,
    silent: (_: number, names: string) =>
      `제시간에 본인이라고 답한 관리인이 없습니다. 답하지 않은 사람: ${names || '–'}.`,
    unreachable: (n: number) => `관리인 ${n}명에게 Slack으로 연락할 수 없습니다.`,
    treated: 'RootGuard는 도용이 의심되는 것으로 처리합니다.',
    late: (who: string, reason: string) => `${who} 님이 나중에 본인이라고 답했습니다: ${reason}`,
    takenBack: (who: string) =>
      `${who} 님이 본인이라는 답을 취소했습니다. 이제 이 루트 사용이 본인이라고 한 사람이 없습니다. 다시 확인하세요.`,
  },
} as const;
