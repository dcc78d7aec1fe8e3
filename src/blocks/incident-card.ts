import type { KnownBlock } from '@slack/types';
import { type Incident, leading } from '../core/incident.ts';
import type { Locale } from '../core/locale.ts';
import { reasonText } from '../core/reason.ts';
import { eventsIn } from '../core/tally.ts';
import { detections } from '../detections/index.generated.ts';
import { cardButtons } from './card-buttons.ts';
import { cardState } from './card-state.ts';
import { cardTitle, totals } from './card-title.ts';
import { drillFirst, drillLine } from './drill-words.ts';
import { context, type SlackMessage, section } from './message.ts';
import { code, dateToken, escaped, plain } from './mrkdwn.ts';
import { headline, severityMarks, severityWords, spaced } from './words.ts';

/**
 * The one message of an incident, in the channel's language. `accountName` is undefined where nobody gave one; `elsewhere` is
 * why it is in the second channel, as Slack's error.
 */
export function incidentCard(
  incident: Incident,
  accountName: string | undefined,
  locale: Locale,
  elsewhere?: string,
): SlackMessage {
  const { severity } = leading(incident);
  const account = accountName ?? spaced(incident.account);
  const title = cardTitle(incident, account, locale);
  // A drill has no mark of severity: nobody should be frightened by a colour before they have read the word.
  const marked = incident.drill === undefined ? `${severityMarks[severity]} ${title}` : title;
  const heading = drillFirst(incident, marked, locale);
  return {
    // The first 60 characters are all that a phone's lock screen shows: what, then where.
    text: escaped(
      drillFirst(
        incident,
        `${severityWords[severity][locale]}: ${title} · ${incident.event.sourceIp ?? ''}`,
        locale,
      ),
    ),
    blocks: [
      {
        type: 'header',
        text: { type: 'plain_text', text: plain(heading, 150), emoji: false },
      },
      ...drillLine(incident, locale),
      section(because(incident, locale)),
      facts(incident, accountName, locale),
      ...soFar(incident, locale),
      ...guidance(incident, locale),
      cardButtons(incident, locale),
      context(cardState(incident, elsewhere, locale)),
    ],
  };
}

/** Says why it is that severe; where a later event made it so, which and when. */
function because(incident: Incident, locale: Locale): string {
  const finding = leading(incident);
  const words = finding.because.map((reason) => reasonText(reason, locale)).join(' · ');
  const level = `*${severityWords[finding.severity][locale]}*`;
  if (!incident.log.some(({ did }) => did === 'rose')) {
    return locale === 'ko' ? `${level} 이유: ${words}` : `${level} because ${words}`;
  }
  const what = `${escaped(headline(finding, locale))}, ${dateToken(finding.at)}`;
  return locale === 'ko'
    ? `${level} 이유: ${what} · ${words}`
    : `${level} because of this: ${what} · ${words}`;
}

function facts({ account, event }: Incident, name: string | undefined, locale: Locale): KnownBlock {
  const label = labels[locale];
  const field = (title: string, value: string) => ({
    type: 'mrkdwn' as const,
    text: `*${title}*\n${value}`,
    verbatim: true,
  });
  return {
    type: 'section',
    fields: [
      field(
        label.account,
        name === undefined ? spaced(account) : `${escaped(name, 100)} · ${spaced(account)}`,
      ),
      field(label.when, dateToken(event.time)),
      field(label.from, code(event.sourceIp ?? label.unknown)),
      field(
        'MFA',
        event.mfaUsed === undefined ? label.notStated : event.mfaUsed ? label.used : label.notUsed,
      ),
      field(label.event, `${code(event.name)} ${code(event.source.replace(/\.amazonaws\.com$/, ''), 60)}`),
      field(
        label.result,
        event.outcome === 'success'
          ? label.succeeded
          : `${label.failed} ${event.errorCode === undefined ? '' : code(event.errorCode, 80)}`,
      ),
    ],
  };
}

/** All that happened, in numbers; nothing while there is one event only. */
function soFar(incident: Incident, locale: Locale): KnownBlock[] {
  if (eventsIn(incident.tally) < 2) return [];
  const told = incident.timeline
    .filter((line) => line.class === 'findings')
    .map(({ name }) => code(name, 80));
  const parts = [...totals(incident, locale), ...[...new Set(told)].slice(0, 3)];
  return [section(`*${labels[locale].soFar}*  ${parts.join(' · ')}`)];
}

/** Nothing once it is explained: there is nothing left to do now. */
function guidance(incident: Incident, locale: Locale): KnownBlock[] {
  if (incident.state === 'explained') return [];
  const steps = detections[leading(incident).detection]?.guidance[locale].slice(0, 3) ?? [];
  if (steps.length === 0) return [];
  return [
    section([`*${labels[locale].doNow}*`, ...steps.map((step, index) => `${index + 1}. ${step}`)].join('\n')),
  ];
}

const labels = {
  en: {
    account: 'Account',
    when: 'When',
    from: 'From',
    event: 'Event',
    result: 'Result',
    used: 'used',
    notUsed: 'not used',
    notStated: 'not stated',
    succeeded: 'succeeded',
    failed: 'failed',
    unknown: 'unknown',
    doNow: 'Do now',
    soFar: 'So far',
  },
  ko: {
    account: '계정',
    when: '시각',
    from: '접속 주소',
    event: '이벤트',
    result: '결과',
    used: '사용함',
    notUsed: '사용하지 않음',
    notStated: '기록 없음',
    succeeded: '성공',
    failed: '실패',
    unknown: '알 수 없음',
    doNow: '지금 할 일',
    soFar: '지금까지',
  },
} as const;
