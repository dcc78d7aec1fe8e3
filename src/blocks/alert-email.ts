import { type Incident, leading } from '../core/incident.ts';
import type { Locale } from '../core/locale.ts';
import { reasonText } from '../core/reason.ts';
import { detections } from '../detections/index.generated.ts';
import { cardTitle, totals } from './card-title.ts';
import { deliveryReason } from './delivery-reason.ts';
import { drillFirst } from './drill-words.ts';
import { plain } from './mrkdwn.ts';
import { severityWords, spaced } from './words.ts';

/** An incident as an e-mail in plain text, for when Slack takes nothing (`reason` is Slack's error), or nobody is on it. */
export function alertEmail(
  incident: Incident,
  accountName: string | undefined,
  reason: string,
  locale: Locale,
): { readonly subject: string; readonly text: string } {
  const label = labels[locale];
  const finding = leading(incident);
  const { event } = incident;
  const account =
    accountName === undefined ? spaced(incident.account) : `${accountName} (${spaced(incident.account)})`;
  const title = drillFirst(
    incident,
    plain(cardTitle(incident, accountName ?? spaced(incident.account), locale), 200),
    locale,
  );
  const steps = detections[finding.detection]?.guidance[locale].slice(0, 3) ?? [];
  const lines = [
    title,
    '',
    `${severityWords[finding.severity][locale]}: ${finding.because.map((each) => reasonText(each, locale)).join(', ')}`,
    `${label.account}: ${plain(account, 150)}`,
    `${label.when}: ${new Date(event.time).toISOString().replace('T', ' ').slice(0, 19)} UTC`,
    `${label.from}: ${plain(event.sourceIp ?? '-', 100)}`,
    `${label.event}: ${plain(event.name, 100)} (${plain(event.source, 60)})`,
    `${label.soFar}: ${totals(incident, locale).join(', ')}`,
    '',
    ...(steps.length === 0
      ? []
      : [label.doNow, ...steps.map((step, index) => `${index + 1}. ${words(step)}`), '']),
    `${label.why}: ${words(deliveryReason(reason, locale))}. ${calls.has(reason) ? label.act : label.later}`,
    `${label.id}: ${incident.id}`,
  ];
  return {
    subject: drillFirst(
      incident,
      `RootGuard ${finding.severity}: root alert in ${inSubject(incident.account, accountName)}`,
      'en',
    ),
    text: lines.join('\n'),
  };
}

/** The account by its name, as far as that is ASCII: SNS has taken no other subjects for years. */
function inSubject(account: string, name = ''): string {
  const ascii = plain(name.replace(/[^ -~]+/g, ''), 40).replace(/[^ -~]/g, '');
  return ascii.trim() === '' ? `account ${account}` : `${ascii.trim()} (${account})`;
}

/** Our own mrkdwn, without its marks. */
function words(text: string): string {
  return text.replaceAll('`', '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** Reasons that are none of Slack's: the card is there, and somebody must look at it. */
const calls: ReadonlySet<string> = new Set(['unattended', 'denied']);

const labels = {
  en: {
    act: 'The card is in Slack: say there that you are on it.',
    account: 'Account',
    when: 'When',
    from: 'From',
    event: 'Event',
    soFar: 'So far',
    doNow: 'Do now',
    why: 'Why this is an e-mail',
    later: 'The card comes in Slack once Slack takes it.',
    id: 'Incident',
  },
  ko: {
    act: '카드는 Slack에 있습니다. 거기에서 확인을 눌러 주세요.',
    account: '계정',
    when: '시각',
    from: '접속 주소',
    event: '이벤트',
    soFar: '지금까지',
    doNow: '지금 할 일',
    why: '이메일로 보내는 이유',
    later: 'Slack이 받으면 카드가 Slack에 게시됩니다.',
    id: '인시던트',
  },
} as const;
