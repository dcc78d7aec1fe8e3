import type { Locale } from '../core/locale.ts';
import type { FindingReport } from '../core/ports.ts';
import { checks } from '../posture/index.generated.ts';
import { findingButtons } from './finding-buttons.ts';
import { context, type SlackMessage, section } from './message.ts';
import { dateToken, escaped, plain } from './mrkdwn.ts';
import { calledBy, duration, severityMarks, severityWords, whose } from './words.ts';

/** The message that a check of an account fails which did not before; when it is fixed, it says so, and by whom. */
export function findingCard(finding: FindingReport, name: string | undefined, locale: Locale): SlackMessage {
  const { account, result, fixed, since } = finding;
  const title = checks[result.check]?.title[locale] ?? result.check;
  const who = calledBy(account, name, locale);
  const label = words[locale];
  const says = escaped(result.says[locale], 600);
  const facts = whose(account, name, locale);
  if (fixed !== undefined) {
    const open = duration(fixed.at - since, locale);
    const by = fixed.by === undefined ? label.bySweep(open) : label.by(escaped(fixed.by, 80), open);
    const head = plain(`✓ ${label.fixed} · ${title} · ${who}`, 150);
    return {
      text: escaped(`${label.fixed}: ${title} · ${who}`),
      blocks: [header(head), section(`${says}\n${facts}`), context(`${by} · ${dateToken(fixed.at)}`)],
    };
  }
  const level = severityWords[result.severity][locale];
  const head = plain(`${severityMarks[result.severity]} ${label.worsened} · ${title} · ${who}`, 150);
  return {
    text: escaped(`${level}: ${label.worsened}: ${title} · ${who}`),
    blocks: [
      header(head),
      section(`*${level}*  ${says}\n${facts}`),
      findingButtons(account, result.check, locale),
      context(`${label.since} ${dateToken(since)}`),
    ],
  };
}

function header(text: string) {
  return { type: 'header' as const, text: { type: 'plain_text' as const, text, emoji: false } };
}

const words = {
  en: {
    worsened: 'Fails now',
    fixed: 'Fixed',
    since: 'It passed before. Seen',
    by: (name: string, open: string) =>
      `Fixed: ${name} checked again, and it passes · it was open for ${open}`,
    bySweep: (open: string) => `Fixed: a later check found that it passes · it was open for ${open}`,
  },
  ko: {
    worsened: '새로 실패',
    fixed: '해결됨',
    since: '이전에는 실패가 아니었습니다. 발견:',
    by: (name: string, open: string) =>
      `해결됨: ${name} 님이 다시 점검해 통과를 확인했습니다 · ${open} 동안 열려 있었습니다`,
    bySweep: (open: string) => `해결됨: 이후 점검에서 통과를 확인했습니다 · ${open} 동안 열려 있었습니다`,
  },
} as const;
