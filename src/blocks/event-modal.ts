import type { KnownBlock, ModalView, RichTextBlock } from '@slack/types';
import type { EventRecord } from '../core/event-facts.ts';
import { type Incident, leading } from '../core/incident.ts';
import { textAt } from '../core/json.ts';
import type { Locale } from '../core/locale.ts';
import { drillFirst } from './drill-words.ts';
import { section } from './message.ts';
import { code, escaped, visible } from './mrkdwn.ts';
import { headline } from './words.ts';

/** How much of the records is shown in all: a modal must stay readable on a phone, and far below Slack's 250 KB. */
const shown = 24_000;
const chunk = 2_500;

/** Raw records of an incident's events, shortened. They are shown as literal rich text, in which nothing is a link or a mention. */
export function eventModal(incident: Incident, records: readonly EventRecord[], locale: Locale): ModalView {
  const words = modalWords[locale];
  const title = drillFirst(incident, headline(leading(incident), locale), locale);
  const each = Math.max(600, Math.min(8_000, Math.floor(shown / Math.max(1, records.length))));
  return {
    type: 'modal',
    callback_id: 'show-event',
    title: { type: 'plain_text', text: words.title, emoji: false },
    close: { type: 'plain_text', text: words.close, emoji: false },
    blocks: [
      section(`*${escaped(title)}*\n${escaped(incident.id)}`),
      ...(records.length === 0
        ? [section(words.gone)]
        : records.flatMap((record) => blocksOf(record, each, words.cut))),
    ],
  };
}

function blocksOf({ raw }: EventRecord, most: number, cut: string): KnownBlock[] {
  const json = visible(JSON.stringify(raw, null, 2));
  const id = textAt(raw, 'eventID') ?? textAt(raw, 'id') ?? '';
  return [
    section(`CloudTrail ${code(id, 80)}`),
    ...chunks(json.slice(0, most)).map(preformatted),
    ...(json.length > most ? [section(cut)] : []),
  ];
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
    gone: 'The record is no longer kept here. CloudTrail has it for 90 days, and your trail for longer.',
    cut: 'The rest is left out. CloudTrail has the whole event.',
  },
  ko: {
    title: 'CloudTrail 이벤트',
    close: '닫기',
    gone: '여기에는 더 이상 기록이 없습니다. CloudTrail에 90일 동안, 추적에는 더 오래 남아 있습니다.',
    cut: '나머지는 생략했습니다. 전체 이벤트는 CloudTrail에 있습니다.',
  },
} as const;
