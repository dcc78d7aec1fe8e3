import type { KnownBlock } from '@slack/types';
import { drillReport } from '../core/drill-report.ts';
import { type Incident, type IncidentFinding, leading } from '../core/incident.ts';
import type { Locale } from '../core/locale.ts';
import type { LogLine } from '../core/log-line.ts';
import { reasonText } from '../core/reason.ts';
import type { TimelineLine } from '../core/tally.ts';
import type { Reply } from '../core/thread.ts';
import { actSentence } from './act-words.ts';
import { drillReportMessage } from './drill-report.ts';
import { drillFirst } from './drill-words.ts';
import { type SlackMessage, section, sections, sentence } from './message.ts';
import { dateToken, escaped } from './mrkdwn.ts';
import { playbook } from './playbook.ts';
import { reminder } from './reminder.ts';
import { timelineLine } from './timeline-line.ts';
import { headline, severityMarks, severityWords, spaced } from './words.ts';
import { written } from './written.ts';

/** For whom replies are written. */
export interface ReplyOptions {
  /** The account's name, if it has one. */
  readonly account: string | undefined;
  readonly locale: Locale;
  /** The id of the user group on call. */
  readonly onCall?: string | undefined;
}

/** A message in an incident's thread, in the channel's language. */
export function threadReply(
  incident: Incident,
  { content, key }: Reply,
  { account: accountName, locale, onCall }: ReplyOptions,
): SlackMessage {
  switch (content.kind) {
    case 'page':
      return page(incident, key, content, locale);
    case 'rise':
      return rise(incident, content.finding, accountName ?? spaced(incident.account), locale);
    case 'reminder':
      return reminder(incident, content, {
        account: accountName ?? spaced(incident.account),
        locale,
        onCall,
      });
    case 'playbook':
      return playbook(incident, content, locale);
    case 'act':
      return act(incident, content.line, locale);
  }
}

function act(incident: Incident, line: LogLine, locale: Locale): SlackMessage {
  const { drill, id } = incident;
  if (drill === undefined || line.did !== 'drilled')
    return said(drillFirst(incident, actSentence(line, locale), locale), line.text);
  const report = drillReport(drill, incident, line.at);
  return drillReportMessage(report, id, { over: true, undetected: false }, locale);
}

function page(
  incident: Incident,
  key: string,
  { lines, left }: { readonly lines: readonly TimelineLine[]; readonly left: number },
  locale: Locale,
): SlackMessage {
  const title = drillFirst(incident, words[locale].timeline(escaped(incident.id)), locale);
  const more = left > 0 ? [words[locale].left(left)] : [];
  const body = sections(
    [`*${title}*`, ...lines.map((line) => timelineLine(line, locale)), ...more],
    () => '',
  );
  return { text: title, blocks: [...body, showRecords(incident.id, key, locale)] };
}

function showRecords(incident: string, key: string, locale: Locale): KnownBlock {
  return {
    type: 'actions',
    elements: [
      {
        type: 'button',
        action_id: 'show-records',
        value: `${incident} ${key.replace('page-', '')}`,
        text: { type: 'plain_text', text: words[locale].records, emoji: false },
      },
    ],
  };
}

function rise(incident: Incident, finding: IncidentFinding, account: string, locale: Locale): SlackMessage {
  const { severity } = leading(incident);
  const news = `${severityMarks[severity]} ${words[locale].now(severityWords[severity][locale])} ${escaped(headline(finding, locale))} · ${escaped(account, 80)}`;
  const title = drillFirst(incident, news, locale);
  const reasons = finding.because.map((reason) => reasonText(reason, locale)).join(' · ');
  return {
    text: title,
    blocks: [section(`*${title}*\n${reasons} · ${dateToken(finding.at)} · ${escaped(incident.id)}`)],
  };
}

/** What was done, and below it what the person wrote. */
function said(what: string, wrote: string | undefined): SlackMessage {
  const { text, blocks } = sentence(what);
  return { text, blocks: [...blocks, ...written(wrote)] };
}

const words = {
  en: {
    timeline: (id: string) => `What happened, in order · ${id}`,
    left: (n: number) => `… and ${n} more events. CloudTrail has them all.`,
    records: 'Show records',
    now: (severity: string) => `Now ${severity.toLowerCase()}:`,
  },
  ko: {
    timeline: (id: string) => `일어난 일, 시간 순서 · ${id}`,
    left: (n: number) => `… 외 이벤트 ${n}건. 전체는 CloudTrail에 있습니다.`,
    records: '기록 보기',
    now: (severity: string) => `심각도가 올랐습니다(${severity}):`,
  },
} as const;
