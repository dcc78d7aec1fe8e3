import type { Locale, Text } from '../core/locale.ts';
import { type LogLine, rootguard, type Verdict } from '../core/log-line.ts';
import { deliveryReason } from './delivery-reason.ts';
import { dateToken, escaped } from './mrkdwn.ts';
import { loudnessWords } from './next-words.ts';
import { stepTitle } from './playbook-words.ts';
import { severityWords } from './words.ts';

/** How explanations are called. */
export const verdictWords: Readonly<Record<Verdict, Text>> = {
  planned: { en: 'expected and planned', ko: '예상된 작업(계획됨)' },
  unplanned: { en: 'expected, unplanned', ko: '예상된 작업(계획 없음)' },
  'not-us': { en: 'not us', ko: '우리가 한 일이 아님' },
  'dealt-with': { en: 'not us, and dealt with', ko: '우리가 한 일이 아니며 조치함' },
};

/** An explanation in a few words, for mrkdwn: which, and by which plan. What the person wrote is shown apart. */
export function verdictText(
  { verdict, plan }: { readonly verdict?: Verdict; readonly plan?: number },
  locale: Locale,
): string {
  const words = verdict === undefined ? '' : verdictWords[verdict][locale];
  if (plan === undefined) return words;
  return locale === 'ko' ? `${words}, 계획 #${plan}` : `${words} (plan #${plan})`;
}

/** One line of an incident's log as a sentence, for mrkdwn. Nobody is mentioned: their phone would ring for what they did. */
export function actSentence(line: LogLine, locale: Locale): string {
  return `${told(line, locale)} · ${dateToken(line.at)}`;
}

function told(line: LogLine, locale: Locale): string {
  const who = escaped(line.name ?? 'RootGuard', 80);
  const from = escaped(line.from ?? '?', 80);
  const say = locale === 'ko' ? korean : english;
  const words = say[line.did]?.({
    who,
    from,
    line,
    why: () => whyOf(line, locale),
    what: verdictText(line, locale),
  });
  return words ?? `${who}: ${line.did}`;
}

function whyOf({ reason }: LogLine, locale: Locale): string {
  return deliveryReason(reason ?? 'unknown', locale);
}

interface Telling {
  readonly who: string;
  readonly from: string;
  readonly line: LogLine;
  readonly why: () => string;
  readonly what: string;
}

type Words = Partial<Readonly<Record<LogLine['did'], (telling: Telling) => string>>>;

/** Who says so: AWS, or a person. */
function shownBy(who: string, { by }: LogLine, locale: Locale): string {
  if (by !== rootguard) return locale === 'ko' ? `${who} 님의 말` : `says ${who}`;
  return locale === 'ko' ? 'AWS에서 확인' : 'as AWS shows';
}

const english: Words = {
  opened: () => 'RootGuard opened it',
  posted: () => 'The card was posted',
  moved: ({ why }) => `The card was posted into the second channel: ${why()}`,
  pointed: () => 'What was left in the other channel points to the card now',
  mailed: ({ why }) => `It was delivered by e-mail: ${why()}`,
  joined: ({ line: { n = 1 } }) => `${n} more ${n === 1 ? 'event' : 'events'} came`,
  rose: ({ line }) => `It became ${severityWords[line.severity ?? 'critical'].en.toLowerCase()}`,
  acknowledged: ({ who }) => `${who} acknowledged it`,
  'took-over': ({ who, from }) => `${who} took it over from ${from}`,
  'let-go': ({ who, from }) =>
    who === from ? `${who} is no longer on it; nobody is` : `${who} took it off ${from}; nobody is on it`,
  lapsed: ({ from, line, why }) =>
    line.reason === undefined
      ? `${from} did not say whether they are still on it, so nobody is`
      : `${from} could not be asked whether they are still on it (${why()}), so nobody is`,
  asked: () => 'The owner was asked whether they are still on it',
  'still-on-it': ({ who }) => `${who} is still on it`,
  noted: ({ who, line }) =>
    line.author === undefined ? `${who} noted` : `${who} noted what ${escaped(line.author, 80)} wrote`,
  escalated: ({ line }) => `It was called out: ${loudnessWords[line.how ?? 'thread'].en}`,
  summoned: ({ line: { n = 0 } }) => `${n} ${n === 1 ? 'person' : 'people'} on call had a direct message`,
  unreached: ({ line, why }) => `Could not be told ${loudnessWords[line.how ?? 'mail'].en}: ${why()}`,
  explained: ({ who, what }) => `${who} explained it: ${what}`,
  proposed: ({ who, what }) => `${who} says: ${what}. A second person must confirm it`,
  drilled: () => 'The drill is over',
  disowned: () => 'No custodian said that it was them',
  confirmed: ({ who, from, what }) => `${who} confirmed what ${from} said: ${what}`,
  denied: ({ who }) => `${who} says that this was not us. Everybody is called`,
  reopened: () => 'Root did more than what was explained, so it is open again',
  'took-step': ({ who, line }) => `${who} does this: ${stepTitle(line.step, 'en')}`,
  ticked: ({ who, line }) => `Done, ${shownBy(who, line, 'en')}: ${stepTitle(line.step, 'en')}`,
  unticked: ({ who, line }) => `Not done, ${shownBy(who, line, 'en')}: ${stepTitle(line.step, 'en')}`,
};

const korean: Words = {
  opened: () => 'RootGuard가 알림을 열었습니다',
  posted: () => '카드를 게시했습니다',
  moved: ({ why }) => `두 번째 채널에 카드를 게시했습니다: ${why()}`,
  pointed: () => '다른 채널에 남은 카드에 현재 카드의 위치를 표시했습니다',
  mailed: ({ why }) => `이메일로 전달했습니다: ${why()}`,
  joined: ({ line: { n = 1 } }) => `이벤트 ${n}건이 더 왔습니다`,
  rose: ({ line }) => `심각도가 올랐습니다: ${severityWords[line.severity ?? 'critical'].ko}`,
  acknowledged: ({ who }) => `${who} 님이 확인했습니다`,
  'took-over': ({ who, from }) => `${who} 님이 ${from} 님에게서 넘겨받았습니다`,
  'let-go': ({ who, from }) =>
    who === from
      ? `${who} 님이 확인을 취소했습니다. 담당자가 없습니다`
      : `${who} 님이 ${from} 님의 확인을 취소했습니다. 담당자가 없습니다`,
  lapsed: ({ from, line, why }) =>
    line.reason === undefined
      ? `${from} 님이 계속 맡고 있는지 답하지 않아 담당자가 없는 상태로 되돌렸습니다`
      : `${from} 님에게 물을 수 없어(${why()}) 담당자가 없는 상태로 되돌렸습니다`,
  asked: () => '담당자에게 계속 맡고 있는지 물었습니다',
  'still-on-it': ({ who }) => `${who} 님이 계속 맡고 있습니다`,
  noted: ({ who, line }) =>
    line.author === undefined
      ? `${who} 님의 메모`
      : `${who} 님이 ${escaped(line.author, 80)} 님의 글을 메모로 남겼습니다`,
  escalated: ({ line }) => `다시 알렸습니다: ${loudnessWords[line.how ?? 'thread'].ko}`,
  summoned: ({ line: { n = 0 } }) => `당직자 ${n}명에게 다이렉트 메시지를 보냈습니다`,
  unreached: ({ line, why }) => `알리지 못했습니다(${loudnessWords[line.how ?? 'mail'].ko}): ${why()}`,
  explained: ({ who, what }) => `${who} 님이 설명했습니다: ${what}`,
  proposed: ({ who, what }) => `${who} 님의 설명: ${what}. 다른 한 사람이 승인해야 합니다`,
  drilled: () => '훈련이 끝났습니다',
  disowned: () => '본인이라고 한 관리인이 없습니다',
  confirmed: ({ who, from, what }) => `${who} 님이 ${from} 님의 설명을 승인했습니다: ${what}`,
  denied: ({ who }) => `${who} 님이 우리가 한 일이 아니라고 했습니다. 모두에게 알립니다`,
  reopened: () => '설명된 것 이상의 루트 활동이 있어 다시 열렸습니다',
  'took-step': ({ who, line }) => `${who} 님이 맡았습니다: ${stepTitle(line.step, 'ko')}`,
  ticked: ({ who, line }) => `완료, ${shownBy(who, line, 'ko')}: ${stepTitle(line.step, 'ko')}`,
  unticked: ({ who, line }) => `완료되지 않음, ${shownBy(who, line, 'ko')}: ${stepTitle(line.step, 'ko')}`,
};
