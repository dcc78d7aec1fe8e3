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

/** The answer to `/rootguard guide` without a word, or with one that does not exist: every guide. */
export function guideList(guides: Readonly<Record<string, Guide>>, locale: Locale): SlackMessage {
  const lines = Object.entries(guides).map(
    ([word, { title }]) => `${code(`/rootguard guide ${word}`)}  ${title[locale]}`,
  );
  return { text: words[locale].title, blocks: [section(`*${words[locale].title}*\n${lines.join('\n')}`)] };
}

const words = {
  en: { title: 'Guides', proof: 'Done when' },
  ko: { title: '가이드', proof: '완료 확인:' },
} as const;
