import type { ModalView, RichTextBlock } from '@slack/types';
import { type Incident, leading } from '../core/incident.ts';
import type { Locale } from '../core/locale.ts';
import { section } from './message.ts';
import { escaped, visible } from './mrkdwn.ts';
import { headline } from './words.ts';

/** How much of a record is shown: a modal must stay readable on a phone, and far below Slack's 250 KB. */
const shown = 8_000;
const chunk = 2_500;

/** The raw CloudTrail record, shortened. It is shown as literal rich text, in which nothing is a link or a mention. */
export function eventModal(incident: Incident, locale: Locale): ModalView {
  const words = modalWords[locale];
  const json = visible(JSON.stringify(incident.event.raw, null, 2));
  const title = headline(leading(incident), incident.event, locale);
  return {
    type: 'modal',
    callback_id: 'show-event',
    title: { type: 'plain_text', text: words.title, emoji: false },
    close: { type: 'plain_text', text: words.close, emoji: false },
    blocks: [
      section(
        `*${escaped(title)}*\n${escaped(incident.id)} · CloudTrail \`${escaped(incident.event.id, 80)}\``,
      ),
      ...chunks(json.slice(0, shown)).map(preformatted),
      ...(json.length > shown ? [section(words.cut)] : []),
    ],
  };
}

function preformatted(text: string): RichTextBlock {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }],
  };
}

/** Cuts between lines where it can, so that a record reads on from one block to the next. */
function chunks(text: string): string[] {
  if (text.length <= chunk) return text === '' ? [] : [text];
  const newline = text.lastIndexOf('\n', chunk);
  const end = newline > 0 ? newline : chunk;
  return [text.slice(0, end).toWellFormed(), ...chunks(text.slice(newline > 0 ? end + 1 : end))];
}

const modalWords = {
  en: {
    title: 'CloudTrail event',
    close: 'Close',
    cut: 'The rest is left out. CloudTrail has the whole event.',
  },
  ko: {
    title: 'CloudTrail 이벤트',
    close: '닫기',
    cut: '나머지는 생략했습니다. 전체 이벤트는 CloudTrail에 있습니다.',
  },
} as const;
