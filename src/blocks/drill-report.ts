import type { DrillRecord, DrillReport, DrillStep, ReachedStep } from '../core/drill-report.ts';
import type { Locale, Text } from '../core/locale.ts';
import { drillWord } from './drill-words.ts';
import { type SlackMessage, section } from './message.ts';
import { code, dateToken, escaped } from './mrkdwn.ts';
import { duration } from './words.ts';

/**
 * How a drill went: each step with how long after the start, by whom, and which is missing. `over` says that nothing more is waited
 * for; `undetected` that its event came and no detection spoke.
 */
export function drillReportMessage(
  { drill, steps, missing }: DrillReport,
  incident: string,
  { over, undetected }: { readonly over: boolean; readonly undetected: boolean },
  locale: Locale,
): SlackMessage {
  const title = titleOf(missing, over, locale);
  const started =
    locale === 'ko'
      ? `${dateToken(drill.at)}에 ${escaped(drill.name, 80)} 님이 시작 · ${code(drill.detection)} · ${escaped(incident)}`
      : `Started by ${escaped(drill.name, 80)}, ${dateToken(drill.at)} · ${code(drill.detection)} · ${escaped(incident)}`;
  const lines = steps.map((step) => `✓ ${stepLine(step, locale)}`);
  const open = missing === undefined ? [] : [`${over ? '✗' : '…'} ${stepWords[missing][locale]}`];
  const why =
    missing === undefined || !over ? [] : [(undetected ? undetectedWords : stalledWords[missing])[locale]];
  return {
    text: title,
    blocks: [section([`*${title}*`, started, ...lines, ...open, ...why].join('\n'))],
  };
}

/** The answer to who started a drill. */
export function drillStarted(
  { incident, detection }: Pick<DrillRecord, 'incident' | 'detection'>,
  account: string,
  locale: Locale,
): SlackMessage {
  const text =
    locale === 'ko'
      ? `${code(incident)} 훈련을 시작했습니다: ${escaped(account, 80)} 계정의 ${code(detection)}. 카드는 실제 알림과 같은 경로로 알림 채널에 게시됩니다. 진행 상황: ${code(`/rootguard drill ${incident}`)}`
      : `Drill ${code(incident)} is on its way: ${code(detection)} in ${escaped(account, 80)}. Its card takes the way of every alert to the alerts channel. ${code(`/rootguard drill ${incident}`)} says how it goes.`;
  return { text, blocks: [section(text)] };
}

/** The answer to a detection or an account that does not exist: nothing was started. */
export function noSuchDrill(
  typed: string,
  nearest: string | undefined,
  known: readonly string[],
  locale: Locale,
): SlackMessage {
  const hint =
    nearest === undefined
      ? ''
      : locale === 'ko'
        ? ` 혹시 ${code(nearest)} 아닌가요?`
        : ` Did you mean ${code(nearest)}?`;
  const text =
    locale === 'ko'
      ? `${code(typed, 60)}에 해당하는 탐지나 계정이 없습니다. 훈련을 시작하지 않았습니다.${hint}`
      : `There is neither a detection nor an account ${code(typed, 60)}. No drill was started.${hint}`;
  const list = known.map((id) => code(id)).join(', ');
  const label = locale === 'ko' ? '탐지' : 'Detections';
  return { text, blocks: [section(text), section(`*${label}*: ${list}`)] };
}

/** A drill that is not there. */
export function noSuchDrillIncident(id: string, locale: Locale): SlackMessage {
  const text =
    locale === 'ko'
      ? `${code(id, 40)} 훈련을 찾을 수 없습니다. \`/rootguard drill\`로 시작합니다.`
      : `There is no drill ${code(id, 40)}. \`/rootguard drill\` starts one.`;
  return { text, blocks: [section(text)] };
}

function titleOf(missing: DrillStep | undefined, over: boolean, locale: Locale): string {
  const word = drillWord[locale];
  if (missing === undefined)
    return locale === 'ko' ? `${word}: 모든 단계 완료` : `${word}: every step was taken`;
  const step = stepWords[missing][locale];
  if (over) return locale === 'ko' ? `${word}: 멈춘 단계 - ${step}` : `${word}: stalled at "${step}"`;
  return locale === 'ko' ? `${word}: 기다리는 단계 - ${step}` : `${word}: waiting for "${step}"`;
}

function stepLine({ step, after, who, rung }: ReachedStep, locale: Locale): string {
  const time = duration(after, locale);
  const words = `${stepWords[step][locale]}: ${locale === 'ko' ? `${time} 후` : `after ${time}`}`;
  return [
    words,
    ...(who === undefined ? [] : [escaped(who, 80)]),
    ...(rung === undefined || rung === 'channel' ? [] : [rungWords[rung][locale]]),
  ].join(' · ');
}

const rungWords: Readonly<Record<'second' | 'mail', Text>> = {
  second: { en: 'in the second channel', ko: '두 번째 채널에' },
  mail: { en: 'by e-mail', ko: '이메일로' },
};

const stepWords: Readonly<Record<DrillStep, Text>> = {
  opened: { en: 'the event was recognised', ko: '이벤트 인식' },
  told: { en: 'people were told', ko: '알림 전달' },
  acknowledged: { en: 'somebody was on it', ko: '담당자 확인' },
  explained: { en: 'it was explained', ko: '설명 완료' },
};

const stalledWords: Readonly<Record<DrillStep, Text>> = {
  opened: {
    en: 'Its event never arrived: look at the rule rootguard-drills, the queues rootguard-ingest and rootguard-ingest-dlq, and the log of rootguard-events. A real use of root may be lost in the same way.',
    ko: '이벤트가 도착하지 않았습니다. rootguard-drills 규칙, rootguard-ingest와 rootguard-ingest-dlq 대기열, rootguard-events 로그를 확인하세요. 실제 루트 사용도 같은 이유로 놓칠 수 있습니다.',
  },
  told: {
    en: 'Neither Slack nor the e-mail topic took it: the log of rootguard-events says why.',
    ko: 'Slack도 이메일 주제도 받지 않았습니다. 이유는 rootguard-events 로그에 있습니다.',
  },
  acknowledged: {
    en: 'Nobody said that they are on it. Is the channel read, also at this hour? Who would have been called next?',
    ko: '아무도 확인하지 않았습니다. 이 시간에도 채널을 보는 사람이 있나요? 다음에는 누가 호출되나요?',
  },
  explained: {
    en: 'Somebody was on it, but nobody said what was behind it.',
    ko: '담당자는 있었지만 원인을 설명한 사람이 없습니다.',
  },
};

const undetectedWords: Text = {
  en: 'Its event arrived, and no detection spoke. Perhaps the stack was given other names than this detection knows.',
  ko: '이벤트는 도착했지만 어떤 탐지도 반응하지 않았습니다. 스택의 이름이 이 탐지가 아는 이름과 다를 수 있습니다.',
};
