import type { Finding } from '../core/detection.ts';
import type { IncidentFinding } from '../core/incident.ts';
import type { Locale, Text } from '../core/locale.ts';
import type { Outcome } from '../core/posture.ts';
import type { Severity } from '../core/severity.ts';
import { isSubject, type Subject } from '../core/subject.ts';
import { detections } from '../detections/index.generated.ts';
import { escaped } from './mrkdwn.ts';

/** How severities are called. */
export const severityWords: Readonly<Record<Severity, Text>> = {
  critical: { en: 'Critical', ko: '심각' },
  high: { en: 'High', ko: '높음' },
  medium: { en: 'Medium', ko: '보통' },
  low: { en: 'Low', ko: '낮음' },
};

/** The one mark of a card; it always stands beside its word, so nothing is told by colour alone. */
export const severityMarks: Readonly<Record<Severity, string>> = {
  critical: '🔴',
  high: '🟠',
  medium: '🟡',
  low: '⚪',
};

/** How check outcomes are called. */
export const outcomeWords: Readonly<Record<Outcome, Text>> = {
  fail: { en: 'Fails', ko: '실패' },
  unknown: { en: 'Unknown', ko: '알 수 없음' },
  warn: { en: 'Warning', ko: '경고' },
  'not-applicable': { en: 'Not applicable', ko: '해당 없음' },
  pass: { en: 'Passes', ko: '통과' },
};

/**
 * A finding's headline, for plain text or, escaped, for mrkdwn. Event names are letters and digits;
 * whatever else one holds could only be formatting. A detection that this version does not know is named by its id.
 */
export function headline(
  { detection, because, event }: Pick<IncidentFinding, 'detection' | 'because' | 'event'>,
  locale: Locale,
): string {
  const title = (detections[detection]?.title[locale] ?? detection).replaceAll('{event}', () =>
    event.replaceAll(/[^A-Za-z0-9.:-]/g, '?'),
  );
  // A title tells a deed. Where AWS refused it, that must be the first word.
  return isAttempt({ detection, because }) ? `${attemptWords[locale]}${title}` : title;
}

/** Whether a finding is about something that AWS refused, or that failed; some detections are about nothing else. */
export function isAttempt({ detection, because }: Pick<Finding, 'detection' | 'because'>): boolean {
  const codes = new Set(because.map(({ code }) => code));
  return codes.has('attempt') || (codes.has('denied') && detection !== 'root-call-denied');
}

const attemptWords: Text = { en: 'Attempt that failed: ', ko: '실패한 시도: ' };

/** A span of time in its largest unit, as people say it: "40 s", "2 min", "3 h", "5 days". `ms` may be negative: then it is 0. */
export function duration(ms: number, locale: Locale): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (days >= 2) return locale === 'ko' ? `${days}일` : `${days} days`;
  if (hours >= 1) return locale === 'ko' ? `${hours}시간` : `${hours} h`;
  if (minutes >= 1) return locale === 'ko' ? `${minutes}분` : `${minutes} min`;
  return locale === 'ko' ? `${seconds}초` : `${seconds} s`;
}

/** `1111 2222 3333`: an account id as people read it aloud. */
export function spaced(account: string): string {
  return account.replace(/^(\d{4})(\d{4})(\d{4})$/, '$1 $2 $3');
}

/** The account as it is headed: its name and id. The organization and the guard have words instead. Escaped. */
export function whose(account: string, name: string | undefined, locale: Locale): string {
  if (isSubject(account)) return `*${subjectWords[account][locale]}*`;
  return name === undefined ? `*${spaced(account)}*` : `*${escaped(name, 80)}* · ${spaced(account)}`;
}

/** The same in a word or two, for plain text. */
export function calledBy(account: string, name: string | undefined, locale: Locale): string {
  return isSubject(account) ? subjectWords[account][locale] : (name ?? spaced(account));
}

const subjectWords: Readonly<Record<Subject, Text>> = {
  organization: { en: 'The organization', ko: '조직' },
  guard: { en: 'The guard itself', ko: 'RootGuard 자체' },
};
