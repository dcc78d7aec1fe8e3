import type { KnownBlock, ModalView } from '@slack/types';
import type { Guide } from '../core/guide.ts';
import type { Locale } from '../core/locale.ts';
import { checks } from '../posture/index.generated.ts';
import { context, section } from './message.ts';
import { whose } from './words.ts';

/**
 * How to fix one check on one account: the check's own steps, and the guide that has every way to do it. Undefined for a check
 * that this version does not have.
 */
export function fixModal(
  finding: { readonly account: string; readonly name: string | undefined; readonly check: string },
  guides: Readonly<Record<string, Guide>>,
  locale: Locale,
): ModalView | undefined {
  const { account, name } = finding;
  const check = Object.hasOwn(checks, finding.check) ? checks[finding.check] : undefined;
  if (check === undefined) return undefined;
  const guide = guides[check.guide ?? ''];
  const words = modalWords[locale];
  return {
    type: 'modal',
    callback_id: 'how-to-fix',
    title: { type: 'plain_text', text: words.title, emoji: false },
    close: { type: 'plain_text', text: words.close, emoji: false },
    blocks: [
      section(`*${check.title[locale]}*\n${whose(account, name, locale)}`),
      section(numbered(check.remedy[locale])),
      ...(guide === undefined ? [] : guideBlocks(guide, locale)),
      context(words.afterwards),
    ],
  };
}

function guideBlocks({ title, why, parts }: Guide, locale: Locale): KnownBlock[] {
  return [
    { type: 'divider' },
    section(`*${title[locale]}*\n${why[locale]}`),
    ...parts.map(({ heading, steps }) => section(`*${heading[locale]}*\n${numbered(steps[locale])}`)),
  ];
}

function numbered(steps: readonly string[]): string {
  return steps.map((step, index) => `${index + 1}. ${step}`).join('\n');
}

const modalWords = {
  en: {
    title: 'How to fix it',
    close: 'Close',
    afterwards:
      'When it is done, press *Check again*. AWS may show a change of root credentials a few minutes late.',
  },
  ko: {
    title: '해결 방법',
    close: '닫기',
    afterwards: '조치한 뒤 "다시 점검"을 누르세요. 루트 자격 증명의 변경은 몇 분 늦게 보일 수 있습니다.',
  },
} as const;
