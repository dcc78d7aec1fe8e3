import type { Guide } from '../core/guide.ts';
import type { Locale } from '../core/locale.ts';
import { context, type SlackMessage, section } from './message.ts';
import { code } from './mrkdwn.ts';

/** The answer to `/rootguard guide <word>`: why, how, and how to see that it is done. */
export function guideText(guide: Guide, locale: Locale): SlackMessage {
  const parts = guide.parts.map(({ heading, steps }) => {
    const lines = steps[locale].map((step, index) => `${index + 1}. ${step}`);
    return section(`*${heading[locale]}*\n${lines.join('\n')}`);
  });
  return {
    text: guide.title[locale],
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: guide.title[locale], emoji: false } },
      section(guide.why[locale]),
      ...parts,
      context(`${words[locale].proof} ${guide.proof[locale]}`),
    ],
  };
}

/** The answer to `/rootguard guide` without a word, or with one (`typed`) that does not exist: every guide. */
export function guideList(
  guides: Readonly<Record<string, Guide>>,
  typed: string,
  locale: Locale,
): SlackMessage {
  const lines = Object.entries(guides).map(
    ([word, { title }]) => `${code(`/rootguard guide ${word}`)}  ${title[locale]}`,
  );
  const title = typed === '' ? `*${words[locale].title}*` : words[locale].none(code(typed, 40));
  return { text: words[locale].title, blocks: [section(`${title}\n${lines.join('\n')}`)] };
}

const words = {
  en: {
    title: 'Guides',
    none: (typed: string) => `There is no guide ${typed}. There are:`,
    proof: 'Done when',
  },
  ko: {
    title: '가이드',
    none: (typed: string) => `${typed}에 해당하는 가이드가 없습니다. 있는 가이드:`,
    proof: '완료 확인:',
  },
} as const;
