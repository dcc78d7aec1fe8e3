import type { Locale } from '../core/locale.ts';
import type { CheckResult, Outcome } from '../core/posture.ts';
import { checks } from '../posture/index.generated.ts';
import { context, type SlackMessage, section, sections } from './message.ts';
import { escaped } from './mrkdwn.ts';
import { outcomeWords, spaced } from './words.ts';

/** An account's verdicts, worst first. */
export interface CheckedAccount {
  readonly account: string;
  readonly name: string | undefined;
  readonly results: readonly CheckResult[];
}

/** The answer to `/rootguard check`: accounts with failures first, each failure with its first step towards a fix. */
export function checkReport(accounts: readonly CheckedAccount[], locale: Locale): SlackMessage {
  const sorted = [...accounts].sort((a, b) => badness(b) - badness(a) || label(a).localeCompare(label(b)));
  const failing = sorted.filter(({ results }) => has(results, 'fail')).length;
  const unclear = sorted.filter(({ results }) => !has(results, 'fail') && has(results, 'unknown')).length;
  const title = words[locale].title(accounts.length, failing, unclear);
  const withSteps = accounts.length <= fewAccounts;
  const paragraphs = sorted.map((account) => paragraph(account, withSteps, locale));
  return {
    text: title,
    blocks: [
      section(`*${title}*`),
      ...sections(paragraphs, words[locale].more),
      context(words[locale].footer),
    ],
  };
}

/** Of so few accounts the report shows every step of a fix; of more, only what fails. */
const fewAccounts = 2;

function paragraph(account: CheckedAccount, withSteps: boolean, locale: Locale): string {
  const lines = account.results.map((result) => resultLines(result, withSteps, locale));
  return [`*${escaped(label(account), 80)}* · ${spaced(account.account)}`, ...lines].join('\n');
}

function resultLines(result: CheckResult, withSteps: boolean, locale: Locale): string {
  const check = checks[result.check];
  const title = check?.title[locale] ?? escaped(result.check);
  const line = `${marks[result.outcome]} ${outcomeWords[result.outcome][locale]}: *${title}*. ${escaped(result.says[locale])}`;
  const needsWork = result.outcome === 'fail' || result.outcome === 'warn';
  if (check === undefined || !withSteps || !needsWork) return line;
  const steps = check.remedy[locale].map((step, index) => `      ${index + 1}. ${step}`);
  return [line, `      _${words[locale].fix}_`, ...steps].join('\n');
}

const marks: Readonly<Record<Outcome, string>> = {
  fail: '✗',
  unknown: '?',
  warn: '!',
  'not-applicable': '–',
  pass: '✓',
};

function label({ name, account }: CheckedAccount): string {
  return name ?? spaced(account);
}

function has(results: readonly CheckResult[], outcome: Outcome): boolean {
  return results.some((result) => result.outcome === outcome);
}

function badness({ results }: CheckedAccount): number {
  const count = (outcome: Outcome) => results.filter((result) => result.outcome === outcome).length;
  return count('fail') * 10_000 + count('unknown') * 100 + count('warn');
}

const words = {
  en: {
    title: (accounts: number, failing: number, unclear: number) => {
      const checked = `Checked ${accounts} ${accounts === 1 ? 'account' : 'accounts'}`;
      if (failing > 0) return `${checked}: ${failing} ${failing === 1 ? 'needs' : 'need'} work`;
      return unclear > 0
        ? `${checked}: ${unclear} could not be fully looked at`
        : `${checked}: nothing fails`;
    },
    more: (left: number) =>
      `… and ${left} more accounts. Name one to see it: \`/rootguard check 111122223333\``,
    fix: 'To fix it',
    footer: 'Asked of AWS just now. AWS may show a change to root credentials a few minutes late.',
  },
  ko: {
    title: (accounts: number, failing: number, unclear: number) => {
      const checked = `계정 ${accounts}개를 점검했습니다`;
      if (failing > 0) return `${checked}: ${failing}개에 조치가 필요합니다`;
      return unclear > 0
        ? `${checked}: ${unclear}개는 일부를 확인하지 못했습니다`
        : `${checked}: 실패한 항목이 없습니다`;
    },
    more: (left: number) => `… 외 계정 ${left}개. 계정을 지정하세요: \`/rootguard check 111122223333\``,
    fix: '해결 방법',
    footer: '방금 AWS에 확인한 결과입니다. 루트 자격 증명의 변경은 몇 분 늦게 보일 수 있습니다.',
  },
} as const;
