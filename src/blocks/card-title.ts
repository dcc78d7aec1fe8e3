import { type Incident, type IncidentFinding, leading } from '../core/incident.ts';
import type { Locale, Text } from '../core/locale.ts';
import { type EventClass, eventsIn } from '../core/tally.ts';
import { detections } from '../detections/index.generated.ts';
import { duration, headline, isAttempt } from './words.ts';

/**
 * What a card is called, and where: one event by its own name, more of them as a running total. `account` is its name, or
 * its id. For plain text or, escaped, for mrkdwn.
 */
export function cardTitle(incident: Incident, account: string, locale: Locale): string {
  // A plan that covers all of it comes first: whoever reads this at night may sleep on.
  return isPlanned(incident)
    ? `${words.expected[locale]}: ${whatAndWhere(incident, account, locale)}`
    : whatAndWhere(incident, account, locale);
}

/** Whether a confirmed plan covers all of it. */
export function isPlanned(incident: Incident): boolean {
  return leading(incident).because.some(({ code }) => code === 'planned');
}

function whatAndWhere(incident: Incident, account: string, locale: Locale): string {
  const noun = nounOf(incident);
  if (noun === undefined) return `${headline(leading(incident), locale)} · ${account}`;
  const parts = totals(incident, locale).slice(0, mostInTitle).join(', ');
  return locale === 'ko' ? `${account}의 ${noun.ko}: ${parts}` : `${noun.en} in ${account}: ${parts}`;
}

/** A title is read in one glance, on a phone; all numbers stand in the card. */
const mostInTitle = 4;

/** What happened so far, in numbers and deeds, for plain text. How long it took comes first, then what changed most. */
export function totals({ tally, findings }: Incident, locale: Locale): readonly string[] {
  const took = tally.lastAt - tally.firstAt;
  return [
    ...(took >= 1_000 ? [duration(took, locale)] : []),
    ...counted(tally.writes, words.writes, locale),
    ...findings.flatMap((finding) => deedOf(finding, locale)),
    ...order.flatMap((kind) => counted(tally[kind], words[kind], locale)),
  ];
}

const order: readonly EventClass[] = ['signIns', 'failedSignIns', 'refused', 'reads', 'findings'];

/** A total says what it counts; other incidents are told by their gravest finding. */
function nounOf({ tally, findings, timeline }: Incident): Text | undefined {
  if (eventsIn(tally) < 2) return undefined;
  const byRoot = timeline.some((line) => line.by === undefined && line.class !== 'findings');
  if (findings.some(({ detection }) => detection === 'assume-root')) return words.task;
  if (!byRoot) return undefined;
  return tally.failedSignIns === eventsIn(tally) ? words.attempts : words.session;
}

function deedOf(finding: IncidentFinding, locale: Locale): readonly string[] {
  const deed = Object.hasOwn(detections, finding.detection) ? detections[finding.detection]?.deed : undefined;
  return deed === undefined || isAttempt(finding) ? [] : counted(finding.n, deed, locale);
}

function counted(n: number, text: Text, locale: Locale): readonly string[] {
  return n === 0 ? [] : [text[locale].replace('{n}', String(n)).replace('{s}', n === 1 ? '' : 's')];
}

const words = {
  expected: { en: 'Expected', ko: '예정됨' },
  session: { en: 'Root session', ko: '루트 세션' },
  attempts: { en: 'Root sign-in attempts', ko: '루트 로그인 시도' },
  task: { en: 'AssumeRoot task', ko: 'AssumeRoot 작업' },
  writes: { en: '{n} write{s}', ko: '쓰기 {n}건' },
  reads: { en: '{n} read-only call{s}', ko: '읽기 호출 {n}건' },
  signIns: { en: '{n} sign-in{s}', ko: '로그인 {n}건' },
  failedSignIns: { en: '{n} failed sign-in{s}', ko: '로그인 실패 {n}건' },
  refused: { en: '{n} refused call{s}', ko: '거부된 호출 {n}건' },
  findings: { en: '{n} finding{s} of other services', ko: '다른 서비스의 발견 {n}건' },
} satisfies Record<string, Text>;
