import type { Locale } from '../core/locale.ts';
import type { CheckResult, Outcome } from '../core/posture.ts';
import { checks } from '../posture/index.generated.ts';
import { context, type SlackMessage, section, sections } from './message.ts';
import { code, escaped } from './mrkdwn.ts';
import { outcomeWords } from './words.ts';

/** The answer to `/rootguard guard`: the organisation and the guard itself, what fails first, with every step of a fix. */
export function guardReport(
  verdicts: { readonly organization: readonly CheckResult[]; readonly guard: readonly CheckResult[] },
  locale: Locale,
): SlackMessage {
  const { guard, organization } = verdicts;
  const title = titleOf([...guard, ...organization], locale);
  const part = (heading: string, results: readonly CheckResult[]) =>
    results.length === 0 ? [] : [`*${heading}*`, ...results.map((result) => paragraph(result, locale))];
  const paragraphs = [...part(words[locale].guard, guard), ...part(words[locale].organization, organization)];
  return {
    text: title,
    blocks: [
      section(`*${title}*`),
      ...sections(paragraphs, words[locale].more),
      context(words[locale].footer),
    ],
  };
}

function titleOf(results: readonly CheckResult[], locale: Locale): string {
  const count = (outcome: Outcome) => results.filter((result) => result.outcome === outcome).length;
  return words[locale].title(count('fail'), count('unknown'));
}

function paragraph(result: CheckResult, locale: Locale): string {
  const check = checks[result.check];
  const title = check?.title[locale] ?? result.check;
  const line = `${outcomeWords[result.outcome][locale]}: *${escaped(title)}*. ${escaped(result.says[locale])}`;
  if (check === undefined || (result.outcome !== 'fail' && result.outcome !== 'warn')) return line;
  const steps = check.remedy[locale].map((step, index) => `      ${index + 1}. ${step}`);
  const guide = check.guide === undefined ? [] : [`      ${code(`/rootguard guide ${check.guide}`)}`];
  return [line, ...steps, ...guide].join('\n');
}

const words = {
  en: {
    title: (failing: number, unclear: number) => {
      if (failing > 0) return `The guard itself: ${failing} ${failing === 1 ? 'check fails' : 'checks fail'}`;
      return unclear > 0
        ? `The guard itself: ${unclear} could not be looked at`
        : 'The guard itself: nothing fails';
    },
    guard: 'The path to Slack',
    organization: 'The organization',
    more: (left: number) => `… and ${left} more.`,
    footer: 'Asked of AWS and Slack just now. `/rootguard check` looks at the accounts.',
  },
  ko: {
    title: (failing: number, unclear: number) => {
      if (failing > 0) return `가드 자체 점검: ${failing}개 항목 실패`;
      return unclear > 0
        ? `가드 자체 점검: ${unclear}개 항목을 확인하지 못했습니다`
        : '가드 자체 점검: 실패한 항목이 없습니다';
    },
    guard: 'Slack까지의 경로',
    organization: '조직',
    more: (left: number) => `… 외 ${left}개.`,
    footer: '방금 AWS와 Slack에 확인한 결과입니다. 계정은 `/rootguard check`로 점검합니다.',
  },
} as const;
