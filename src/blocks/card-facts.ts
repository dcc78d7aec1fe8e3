import type { SectionBlock } from '@slack/types';
import type { Incident } from '../core/incident.ts';
import type { Locale } from '../core/locale.ts';
import { eventsIn } from '../core/tally.ts';
import { code, dateToken, escaped } from './mrkdwn.ts';
import { spaced } from './words.ts';

/** Where, when, from where and how. `name` is undefined where nobody gave the account one. */
export function cardFacts(incident: Incident, name: string | undefined, locale: Locale): SectionBlock {
  const { account, event, tally } = incident;
  const label = labels[locale];
  const several = eventsIn(tally) > 1;
  const fields = [
    field(label.account, name === undefined ? spaced(account) : `${escaped(name, 100)} · ${spaced(account)}`),
    field(label.when, dateToken(several ? tally.firstAt : event.time)),
    field(label.from, addresses(incident, locale)),
    // A failed attempt that a session began with says nothing about the session's MFA, and its result is not the session's.
    ...(several && event.outcome === 'failure' ? [] : [field('MFA', mfa(event.mfaUsed, locale))]),
    ...(several ? [] : singleEvent(event, locale)),
  ];
  return { type: 'section', fields };
}

function field(title: string, value: string) {
  return { type: 'mrkdwn' as const, text: `*${title}*\n${value}`, verbatim: true };
}

function mfa(used: boolean | undefined, locale: Locale): string {
  const label = labels[locale];
  return used === undefined ? label.notStated : used ? label.used : label.notUsed;
}

function singleEvent({ name, source, outcome, errorCode }: Incident['event'], locale: Locale) {
  const label = labels[locale];
  const failed = `${label.failed}${errorCode === undefined ? '' : ` ${code(errorCode, 80)}`}`;
  return [
    field(label.event, `${code(name)} ${code(source.replace(/\.amazonaws\.com$/, ''), 60)}`),
    field(label.result, outcome === 'success' ? label.succeeded : failed),
  ];
}

/** Where root was used from: a session from two places is worth a look, and more of them are in the thread. */
function addresses({ event, timeline }: Incident, locale: Locale): string {
  const all = [...new Set([event.sourceIp, ...timeline.map(({ from }) => from)])].filter(
    (address) => address !== undefined,
  );
  if (all.length === 0) return code(labels[locale].unknown);
  const shown = all.slice(0, 3).map((address) => code(address, 60));
  return [...shown, ...(all.length > 3 ? [`+${all.length - 3}`] : [])].join(' ');
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
  },
} as const;
