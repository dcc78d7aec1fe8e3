import type { Locale } from '../core/locale.ts';
import type { EventClass, TimelineLine } from '../core/tally.ts';
import { code, escaped, timeToken } from './mrkdwn.ts';

/**
 * One line of a timeline, for mrkdwn: when, what, where from, and the way to its record in CloudTrail. At most about 480
 * characters: fifteen of them are a message.
 */
export function timelineLine(line: TimelineLine, locale: Locale): string {
  const { n, by, from, errorCode } = line;
  const service = line.source.replace(/\.amazonaws\.com$/, '').replace(/^aws\./, '');
  const parts = [
    `${timeToken(line.at)} *${code(line.name, 60)}* ${escaped(service, 40)}${n > 1 ? ` ×${n}` : ''}`,
    ...(classWords[line.class] === undefined ? [] : [classWords[line.class]?.[locale] ?? '']),
    ...(errorCode === undefined ? [] : [code(errorCode, 50)]),
    ...(by === undefined ? [] : [`${locale === 'ko' ? '수행' : 'by'} ${code(by, 40)}`]),
    ...(from === undefined ? [] : [`${locale === 'ko' ? '접속' : 'from'} ${code(from, 50)}`]),
  ];
  const url = recordUrl(line);
  const record = locale === 'ko' ? '기록' : 'record';
  return [...parts, ...(url === undefined ? [] : [`<${url}|${record}>`])].join(' · ');
}

const classWords: Partial<Readonly<Record<EventClass, Readonly<Record<Locale, string>>>>> = {
  failedSignIns: { en: 'failed', ko: '실패' },
  refused: { en: 'refused', ko: '거부됨' },
  reads: { en: 'read only', ko: '읽기' },
  findings: { en: 'finding of another service', ko: '다른 서비스의 발견' },
};

/**
 * The event in the CloudTrail console. Id and Region come from outside, so that anything but a UUID and a Region's name gets
 * no link.
 */
function recordUrl({ id, region = 'us-east-1', class: kind }: TimelineLine): string | undefined {
  if (kind === 'findings' || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return undefined;
  if (!/^[a-z]{2}(-[a-z]+)+-\d$/.test(region)) return undefined;
  return `https://${region}.console.aws.amazon.com/cloudtrailv2/home?region=${region}#/events/${id}`;
}
