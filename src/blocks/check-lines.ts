import type { Locale } from '../core/locale.ts';
import type { CheckResult, Outcome } from '../core/posture.ts';
import { checks } from '../posture/index.generated.ts';
import { escaped } from './mrkdwn.ts';
import { outcomeWords, whose } from './words.ts';

/**
 * Whom the verdicts are about, and a line each. In brief, what passes or does not apply is only counted: of several accounts nobody
 * reads it on a phone, and one account by itself shows it.
 */
export function checkedLines(
  { account, name, results }: { account: string; name: string | undefined; results: readonly CheckResult[] },
  brief: boolean,
  locale: Locale,
): string {
  const quiet = results.filter(({ outcome }) => brief && isQuiet(outcome));
  const shown = results.filter((result) => !quiet.includes(result));
  const counted = quiet.length > 0 ? [countLine(quiet, locale)] : [];
  return [
    whose(account, name, locale),
    ...shown.map((result) => resultLine(result, locale)),
    ...counted,
  ].join('\n');
}

/** One verdict in a line. */
export function resultLine(result: CheckResult, locale: Locale): string {
  const title = checks[result.check]?.title[locale] ?? escaped(result.check);
  return `${marks[result.outcome]} ${outcomeWords[result.outcome][locale]}: *${title}*. ${escaped(result.says[locale])}`;
}

function isQuiet(outcome: Outcome): boolean {
  return outcome === 'pass' || outcome === 'not-applicable';
}

function countLine(results: readonly CheckResult[], locale: Locale): string {
  return (['pass', 'not-applicable'] as const)
    .map((outcome) => ({ outcome, n: results.filter((result) => result.outcome === outcome).length }))
    .filter(({ n }) => n > 0)
    .map(({ outcome, n }) => `${marks[outcome]} ${counts[locale][outcome](n)}`)
    .join(' · ');
}

const marks: Readonly<Record<Outcome, string>> = {
  fail: '✗',
  unknown: '?',
  warn: '!',
  'not-applicable': '–',
  pass: '✓',
};

const counts = {
  en: {
    pass: (n: number) => `${n} ${n === 1 ? 'passes' : 'pass'}`,
    'not-applicable': (n: number) => `${n} not applicable`,
  },
  ko: {
    pass: (n: number) => `통과 ${n}개`,
    'not-applicable': (n: number) => `해당 없음 ${n}개`,
  },
};
