import type { Locale } from '../core/locale.ts';
import type { FindingReport } from '../core/ports.ts';
import { checks } from '../posture/index.generated.ts';
import { findingButtons } from './finding-buttons.ts';
import { context, type SlackMessage, section } from './message.ts';
import { dateToken, escaped, plain } from './mrkdwn.ts';
import { calledBy, duration, severityMarks, severityWords, whose } from './words.ts';

/** The message that a check of an account got worse; when it is fixed, or better, it says so, and by whom. */
export function findingCard(finding: FindingReport, name: string | undefined, locale: Locale): SlackMessage {
  const { account, result, became, since, first } = finding;
  const title = checks[result.check]?.title[locale] ?? result.check;
  const who = calledBy(account, name, locale);
  const label = words[locale];
  const level = severityWords[result.severity][locale];
  const facts = `${escaped(result.says[locale], 600)}\n${whose(account, name, locale)}`;
  const buttons = [findingButtons(account, result.check, locale)];
  if (became !== undefined) {
    const { kind, at, by } = became;
    const open = duration(at - since, locale);
    const how = (kind === 'fixed' ? fixedWords[locale] : label[kind])(by && escaped(by, 80), open);
    const head = plain(`${marks[kind]} ${label.became[kind]} · ${title} · ${who}`, 150);
    return {
      text: escaped(`${label.became[kind]}: ${title} · ${who}`),
      blocks: [
        header(head),
        section(facts),
        ...(kind === 'better' ? buttons : []),
        context(`${how} · ${dateToken(at)}`),
      ],
    };
  }
  const now = result.outcome === 'warn' ? label.warns : label.fails;
  const head = plain(`${severityMarks[result.severity]} ${now} · ${title} · ${who}`, 150);
  return {
    text: escaped(`${level}: ${now}: ${title} · ${who}`),
    blocks: [
      header(head),
      section(`*${level}*  ${facts}`),
      ...buttons,
      context(`${first === true ? label.first : label.since} ${dateToken(since)}`),
    ],
  };
}

function header(text: string) {
  return { type: 'header' as const, text: { type: 'plain_text' as const, text, emoji: false } };
}

/** Who fixed a finding (nobody by name: a sweep found it), and how long it was open. */
export const fixedWords = {
  en: (name: string | undefined, open: string) =>
    name === undefined
      ? `Fixed: a later check found that it passes · it was open for ${open}`
      : `Fixed: ${name} checked again, and it passes · it was open for ${open}`,
  ko: (name: string | undefined, open: string) =>
    name === undefined
      ? `해결됨: 이후 점검에서 통과를 확인했습니다 · ${open} 동안 열려 있었습니다`
      : `해결됨: ${name} 님이 다시 점검해 통과를 확인했습니다 · ${open} 동안 열려 있었습니다`,
} as const;

const marks = { fixed: '✓', better: '!', worse: '✗' } as const;

const words = {
  en: {
    fails: 'Fails now',
    warns: 'Warns now',
    since: 'It was better before. Seen',
    first: 'Found at the first look at it. Seen',
    became: { fixed: 'Fixed', better: 'Better, not fixed yet', worse: 'Got worse' },
    better: (name: string | undefined, open: string) =>
      name === undefined
        ? `A later check found that it does not fail any more, but it is not in order yet · open for ${open} so far`
        : `${name} checked again: it does not fail any more, but it is not in order yet · open for ${open} so far`,
    worse: (_name: string | undefined, open: string) =>
      `It got worse after ${open}: a newer message tells of it`,
  },
  ko: {
    fails: '새로 실패',
    warns: '새로 경고',
    since: '이전에는 더 나은 상태였습니다. 발견:',
    first: '첫 점검에서 발견했습니다. 발견:',
    became: { fixed: '해결됨', better: '나아졌지만 아직 해결되지 않음', worse: '더 나빠짐' },
    better: (name: string | undefined, open: string) =>
      name === undefined
        ? `이후 점검에서 더 이상 실패하지 않음을 확인했지만 아직 해결되지 않았습니다 · 지금까지 ${open} 동안 열려 있습니다`
        : `${name} 님이 다시 점검해 더 이상 실패하지 않음을 확인했지만 아직 해결되지 않았습니다 · 지금까지 ${open} 동안 열려 있습니다`,
    worse: (_name: string | undefined, open: string) =>
      `${open} 뒤에 더 나빠졌습니다. 새 메시지에서 알립니다`,
  },
} as const;
