import type { Locale } from '../core/locale.ts';
import type { Severity } from '../core/severity.ts';
import type { Statistics } from '../core/statistics.ts';
import { drillWord } from './drill-words.ts';
import { type SlackMessage, sentence } from './message.ts';
import { code, escaped } from './mrkdwn.ts';
import { duration, severityWords } from './words.ts';

/** A report as it is told. */
export interface ToldReport {
  readonly month: string;
  /** The hash of the file's last line. */
  readonly head: string;
  readonly entries: number;
  readonly statistics: Statistics;
  /** Of how many incidents nothing is kept any more. */
  readonly expired: number;
  /** Who asked for it. */
  readonly name: string;
}

/** What is said with the file, as mrkdwn. The head stands in it, so that a file that was made anew is found out. */
export function reportSummary(
  { month, head, entries, statistics, expired, name }: ToldReport,
  file: string,
  locale: Locale,
): string {
  const ko = locale === 'ko';
  const lines = [
    ko
      ? `*${month} 보고서*, ${escaped(name, 80)} 님 요청`
      : `*Report for ${month}*, asked for by ${escaped(name, 80)}`,
    ...numbers(statistics, locale),
    ...(expired === 0
      ? []
      : [
          ko
            ? `보관 기간이 지나 내용이 없는 알림: ${expired}건`
            : `Of ${expired} ${expired === 1 ? 'incident' : 'incidents'} nothing is kept any more.`,
        ]),
    ko
      ? `파일의 ${entries}개 항목은 서로 해시로 이어져 있습니다. 마지막 해시: ${code(head)}`
      : `The file's ${entries} entries hold each other by their hashes. The last hash: ${code(head)}`,
    ko
      ? `오프라인으로 확인: ${code(`npx rootguard verify --head ${head} ${file}`, 300)}`
      : `Prove it offline: ${code(`npx rootguard verify --head ${head} ${file}`, 300)}`,
  ];
  return lines.join('\n');
}

/** Incidents in numbers, in words. Drills are said to be none of them. */
export function numbers(statistics: Statistics, locale: Locale): readonly string[] {
  const ko = locale === 'ko';
  const { incidents, drills, bySeverity, unacknowledged, toAcknowledge, onLowerRungs } = statistics;
  const severities = order
    .filter((severity) => bySeverity[severity] > 0)
    .map((severity) => `${severityWords[severity][locale]} ${bySeverity[severity]}`)
    .join(', ');
  const count = ko
    ? `알림 ${incidents}건${severities === '' ? '' : ` (${severities})`}`
    : `${incidents === 0 ? 'No incidents' : `${incidents} ${incidents === 1 ? 'incident' : 'incidents'}`}${severities === '' ? '' : ` (${severities})`}`;
  return [
    count,
    ...(toAcknowledge === undefined
      ? []
      : [
          ko
            ? `확인까지: 중앙값 ${duration(toAcknowledge.median, locale)}, 최장 ${duration(toAcknowledge.longest, locale)}`
            : `Until somebody was on it: ${duration(toAcknowledge.median, locale)} in half of them, ${duration(toAcknowledge.longest, locale)} at most`,
        ]),
    ...(unacknowledged === 0
      ? []
      : [ko ? `아무도 확인하지 않음: ${unacknowledged}건` : `Nobody has been on it: ${unacknowledged}`]),
    ...(onLowerRungs === 0
      ? []
      : [
          ko
            ? `이메일이나 두 번째 채널로 전달: ${onLowerRungs}건`
            : `Delivered by e-mail or in the second channel: ${onLowerRungs}`,
        ]),
    ...(drills === 0
      ? []
      : [
          ko
            ? `${drillWord.ko}: ${drills}건 (위 숫자에 포함되지 않음)`
            : `${drillWord.en}s: ${drills} (in none of these numbers)`,
        ]),
  ];
}

/** The answer to who asked for it. */
export function reportPosted(month: string, locale: Locale): SlackMessage {
  return sentence(
    locale === 'ko'
      ? `${month} 보고서를 알림 채널에 파일과 함께 게시했습니다.`
      : `The report for ${month} is in the alerts channel, with its file.`,
  );
}

/** The answer to a month that is none. */
export function noSuchMonthNotice(typed: string, locale: Locale): SlackMessage {
  return sentence(
    locale === 'ko'
      ? `${code(typed, 40)}에 해당하는 달의 보고서는 없습니다. 예: \`/rootguard report 2026-11\` 또는 \`/rootguard report last\`. 아무것도 게시하지 않았습니다.`
      : `${code(typed, 40)} is no month that there is a report for. For example \`/rootguard report 2026-11\`, or \`/rootguard report last\`. Nothing was posted.`,
  );
}

const order: readonly Severity[] = ['critical', 'high', 'medium', 'low'];
