import type { KnownBlock } from '@slack/types';
import type { KnownAccount } from '../core/account.ts';
import type { Locale } from '../core/locale.ts';
import type { CheckResult, Outcome } from '../core/posture.ts';
import { isSubject } from '../core/subject.ts';
import { checks } from '../posture/index.generated.ts';
import { checkedLines, resultLine } from './check-lines.ts';
import { findingButtons } from './finding-buttons.ts';
import { context, type SlackMessage, section, sections } from './message.ts';
import { escaped } from './mrkdwn.ts';
import { sweepWords } from './sweep-words.ts';
import { calledBy, spaced, whose } from './words.ts';

/** The verdicts on an account, the organization or the guard, worst first. */
export interface CheckedAccount {
  readonly account: string;
  readonly name: string | undefined;
  readonly results: readonly CheckResult[];
}

/**
 * The answer to `/rootguard check` about a few accounts: accounts with failures first, and what can be done about each
 * failure. `skipped` are accounts that nobody can look at, because they are not active.
 */
export function checkReport(
  accounts: readonly CheckedAccount[],
  locale: Locale,
  skipped: readonly KnownAccount[] = [],
): SlackMessage {
  const sorted = [...accounts].sort(
    (a, b) => badness(b) - badness(a) || label(a, locale).localeCompare(label(b, locale)),
  );
  const own = sorted.filter(({ account }) => !isSubject(account));
  const failing = own.filter(({ results }) => has(results, 'fail')).length;
  const unclear = own.filter(({ results }) => !has(results, 'fail') && has(results, 'unknown')).length;
  const others = sorted.filter(({ account, results }) => isSubject(account) && has(results, 'fail'));
  const warnings = own.reduce((sum, { results }) => sum + of(results, 'warn').length, 0);
  const title = [
    ...(own.length > 0 ? [words[locale].title(own.length, failing, unclear, warnings)] : []),
    ...(own.length > 0 ? others : sorted).map(({ account, results }) =>
      words[locale].subject(calledBy(account, undefined, locale), state(results)),
    ),
  ].join(' · ');
  const work = sorted
    .flatMap((account) => account.results.map((result) => ({ account, result })))
    .filter(({ result }) => result.outcome === 'fail' || result.outcome === 'warn')
    .slice(0, withButtons);
  const led = new Set(work.map(({ result }) => result));
  const rest = sorted
    .map((account) => ({ ...account, results: account.results.filter((result) => !led.has(result)) }))
    .filter(({ results }) => results.length > 0);
  const withSteps = own.length <= fewAccounts && work.length <= fewFindings;
  const off = skipped.map(
    ({ id, name, state }) => `${escaped(name ?? spaced(id), 80)} (${sweepWords[locale].states[state]})`,
  );
  return {
    text: title,
    blocks: [
      section(`*${title}*`),
      ...work.flatMap(({ account, result }) => finding(account, result, withSteps, locale)),
      ...sections(
        rest.map((account) => checkedLines(account, own.length > 1, locale)),
        words[locale].more,
        restBudget,
      ),
      ...(off.length === 0
        ? []
        : [section(`– ${sweepWords[locale].skipped(off.length)}: ${off.join(', ')}`)]),
      context(words[locale].footer),
    ],
  };
}

/** So many findings have buttons: a message takes 50 blocks, and Slack refuses texts of much more than 9,000 characters. */
const withButtons = 10;
const restBudget = 4_500;

/** Of so few the steps of a fix are shown at once; of more they are behind the button. */
const fewAccounts = 2;
const fewFindings = 4;

function finding(
  account: CheckedAccount,
  result: CheckResult,
  withSteps: boolean,
  locale: Locale,
): KnownBlock[] {
  const remedy = withSteps ? (checks[result.check]?.remedy[locale] ?? []) : [];
  const steps = remedy.map((step, index) => `      ${index + 1}. ${step}`);
  const text = [whose(account.account, account.name, locale), resultLine(result, locale), ...steps]
    .join('\n')
    .slice(0, 2_900);
  return [section(text), findingButtons(account.account, result.check, locale)];
}

function label({ name, account }: CheckedAccount, locale: Locale): string {
  return calledBy(account, name, locale);
}

function has(results: readonly CheckResult[], outcome: Outcome): boolean {
  return of(results, outcome).length > 0;
}

function of(results: readonly CheckResult[], outcome: Outcome): readonly CheckResult[] {
  return results.filter((result) => result.outcome === outcome);
}

/** In a word, how the organization or the guard is. */
function state(results: readonly CheckResult[]): 'fails' | 'unclear' | 'passes' {
  if (has(results, 'fail')) return 'fails';
  return has(results, 'unknown') ? 'unclear' : 'passes';
}

function badness({ results }: CheckedAccount): number {
  const count = (outcome: Outcome) => of(results, outcome).length;
  return count('fail') * 10_000 + count('unknown') * 100 + count('warn');
}

const words = {
  en: {
    title: (accounts: number, failing: number, unclear: number, warnings: number) => {
      const checked = `Checked ${accounts} ${accounts === 1 ? 'account' : 'accounts'}`;
      const also = warnings > 0 ? `, ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}` : '';
      if (failing > 0) return `${checked}: ${failing} ${failing === 1 ? 'needs' : 'need'} work${also}`;
      if (unclear > 0) return `${checked}: ${unclear} could not be fully looked at${also}`;
      return `${checked}: nothing fails${also}`;
    },
    subject: (who: string, how: 'fails' | 'unclear' | 'passes') =>
      ({
        fails: `${who} needs work`,
        unclear: `${who} could not be fully looked at`,
        passes: `${who}: nothing fails`,
      })[how],
    more: (left: number) =>
      `… and ${left} more accounts. Name one to see it: \`/rootguard check 111122223333\``,
    footer: 'Asked of AWS just now. AWS may show a change to root credentials a few minutes late.',
  },
  ko: {
    title: (accounts: number, failing: number, unclear: number, warnings: number) => {
      const checked = `계정 ${accounts}개를 점검했습니다`;
      const also = warnings > 0 ? ` (경고 ${warnings}개)` : '';
      if (failing > 0) return `${checked}: ${failing}개에 조치가 필요합니다${also}`;
      if (unclear > 0) return `${checked}: ${unclear}개는 일부를 확인하지 못했습니다${also}`;
      return `${checked}: 실패한 항목이 없습니다${also}`;
    },
    subject: (who: string, how: 'fails' | 'unclear' | 'passes') =>
      ({
        fails: `${who}에 조치가 필요합니다`,
        unclear: `${who}: 일부를 확인하지 못했습니다`,
        passes: `${who}: 실패한 항목이 없습니다`,
      })[how],
    more: (left: number) => `… 외 계정 ${left}개. 계정을 지정하세요: \`/rootguard check 111122223333\``,
    footer: '방금 AWS에 확인한 결과입니다. 루트 자격 증명의 변경은 몇 분 늦게 보일 수 있습니다.',
  },
} as const;
