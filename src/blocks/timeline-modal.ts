import type { KnownBlock } from '@slack/types';
import { type Ladder, stepsAhead } from '../core/escalation.ts';
import { type Incident, leading } from '../core/incident.ts';
import type { Locale } from '../core/locale.ts';
import type { LogLine } from '../core/log-line.ts';
import { actSentence } from './act-words.ts';
import { stateLines } from './card-state.ts';
import { drillFirst } from './drill-words.ts';
import { context, section, sections } from './message.ts';
import { type ModalView, readingModal } from './modal.ts';
import { dateToken, escaped } from './mrkdwn.ts';
import { stepWords } from './next-words.ts';
import { headline } from './words.ts';

/** As many lines as people look at, the newest first: Slack takes 100 blocks, and a phone a few screens. */
const shownLines = 60;

/** What happened to an incident, the newest first, and what will happen next and when if nobody does anything. */
export function timelineModal(incident: Incident, ladder: Ladder, locale: Locale): ModalView {
  const label = words[locale];
  const ahead = stepsAhead(incident, ladder).map(
    ({ at, what }) => `${dateToken(at)}  ${stepWords[what][locale]}`,
  );
  const lines = incident.log.toReversed();
  const blocks: KnownBlock[] = [
    section(`*${escaped(drillFirst(incident, headline(leading(incident), locale), locale))}*`),
    context(stateLines(incident, locale).join('\n')),
    section(`*${label.next}*\n${ahead.length === 0 ? label.nothing : ahead.join('\n')}`),
    { type: 'divider' },
    ...sections(
      [`*${label.past}*`, ...lines.slice(0, shownLines).map((line) => lineOf(line, locale))],
      label.more,
    ),
    ...(lines.length > shownLines ? [context(label.more(lines.length - shownLines))] : []),
  ];
  return readingModal(incident.id, blocks, locale);
}

function lineOf(line: LogLine, locale: Locale): string {
  const text = line.text === undefined ? '' : `\n“${escaped(line.text, 200)}”`;
  return `${actSentence(line, locale)}${text}`;
}

const words = {
  en: {
    next: 'What comes next if nobody does anything',
    nothing: 'Nothing.',
    past: 'What happened, newest first',
    more: (left: number) => `… and ${left} older lines`,
  },
  ko: {
    next: '아무도 조치하지 않으면',
    nothing: '예정된 일이 없습니다.',
    past: '지금까지, 최신순',
    more: (left: number) => `… 외 이전 기록 ${left}건`,
  },
} as const;
