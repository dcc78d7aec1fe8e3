import { longestText } from '../core/acts.ts';
import type { Locale, Text } from '../core/locale.ts';

/** What can be wrong with a filled-in explanation. */
export type ExplainFlaw = keyof typeof flaws;

/** What is wrong with a field of the form, in a sentence. */
export function explainFlaw(flaw: ExplainFlaw, locale: Locale): string {
  return flaws[flaw][locale];
}

const flaws = {
  'no-verdict': { en: 'Choose one.', ko: '하나를 선택하세요.' },
  'needs-reason': {
    en: 'Say who did it, and why it had to be root.',
    ko: '누가 왜 루트를 써야 했는지 적어 주세요.',
  },
  'needs-findings': {
    en: 'Say what was found, and what was done about it.',
    ko: '무엇을 발견했고 어떻게 조치했는지 적어 주세요.',
  },
  'needs-plan': {
    en: 'Give the number of the plan, such as 12.',
    ko: '12와 같은 계획 번호를 입력해 주세요.',
  },
  'no-such-plan': {
    en: 'No confirmed plan with this number covers all that root did there: its account, its hours, its actions.',
    ko: '이 번호의 승인된 계획은 루트가 한 일 전부(계정, 시간, 작업)에 해당하지 않습니다.',
  },
  'too-long': {
    en: `It holds up to ${longestText} characters.`,
    ko: `${longestText}자까지 쓸 수 있습니다.`,
  },
} satisfies Record<string, Text>;
