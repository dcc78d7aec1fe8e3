import type { KnownBlock } from '@slack/types';
import { type Incident, leading } from '../core/incident.ts';
import type { Locale } from '../core/locale.ts';
import { reasonText } from '../core/reason.ts';
import { eventsIn } from '../core/tally.ts';
import { detections } from '../detections/index.generated.ts';
import { cardButtons } from './card-buttons.ts';
import { cardFacts } from './card-facts.ts';
import { cardState } from './card-state.ts';
import { cardTitle, isPlanned, totals } from './card-title.ts';
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
      cardFacts(incident, accountName, locale),
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

/** All that happened, in numbers; nothing while there is one event only. */
function soFar(incident: Incident, locale: Locale): KnownBlock[] {
  if (eventsIn(incident.tally) < 2) return [];
  const told = incident.timeline
    .filter((line) => line.class === 'findings')
    .map(({ name }) => code(name, 80));
  const parts = [...totals(incident, locale), ...[...new Set(told)].slice(0, 3)];
  return [section(`*${labels[locale].soFar}*  ${parts.join(' · ')}`)];
}

/**
 * Nothing once it is explained: there is nothing left to do now. Nor if a plan names all of it, or if it was not us: then the
 * checklist in the thread says what to do.
 */
function guidance(incident: Incident, locale: Locale): KnownBlock[] {
  if (incident.state === 'explained' || incident.denied !== undefined || isPlanned(incident)) return [];
  const steps = detections[leading(incident).detection]?.guidance[locale].slice(0, 3) ?? [];
  if (steps.length === 0) return [];
  return [
    section([`*${labels[locale].doNow}*`, ...steps.map((step, index) => `${index + 1}. ${step}`)].join('\n')),
  ];
}

const labels = {
  en: { doNow: 'Do now', soFar: 'So far' },
  ko: { doNow: '지금 할 일', soFar: '지금까지' },
} as const;
