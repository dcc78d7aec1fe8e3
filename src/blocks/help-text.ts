import type { Locale, Text } from '../core/locale.ts';
import { context, type SlackMessage, section, sentence } from './message.ts';
import { code } from './mrkdwn.ts';

/** A command as the help shows it. */
export interface HelpEntry {
  readonly word: string;
  readonly usage: string;
  readonly summary: Text;
}

/** The answer to `/rootguard help`: every word with what it does. */
export function helpText(entries: readonly HelpEntry[], locale: Locale): SlackMessage {
  const lines = entries.map(({ word, usage, summary }) => {
    const typed = code(`/rootguard ${word}${usage === '' ? '' : ` ${usage}`}`);
    return `${typed}  ${summary[locale]}`;
  });
  return {
    text: words[locale].title,
    blocks: [section(`*${words[locale].title}*\n${lines.join('\n')}`), context(words[locale].footer)],
  };
}

/** The answer to a word that does not exist; `suggestion` is the nearest that does. */
export function unknownWord(word: string, suggestion: string | undefined, locale: Locale): SlackMessage {
  const typed = code(word, 40);
  const hint = suggestion === undefined ? '' : words[locale].suggestion(code(`/rootguard ${suggestion}`));
  const text = `${words[locale].unknown(typed)}${hint} ${words[locale].tryHelp}`;
  return sentence(text);
}

const words = {
  en: {
    title: 'What RootGuard understands',
    footer: 'RootGuard posts a card whenever the root user of an account is used.',
    unknown: (typed: string) => `RootGuard does not know the word ${typed}.`,
    suggestion: (nearest: string) => ` Did you mean ${nearest}?`,
    tryHelp: '`/rootguard help` lists all words.',
  },
  ko: {
    title: 'RootGuard 명령',
    footer: 'RootGuard는 계정의 루트 사용자가 사용될 때마다 카드를 게시합니다.',
    unknown: (typed: string) => `${typed} 명령은 없습니다.`,
    suggestion: (nearest: string) => ` ${nearest} 명령을 찾으셨나요?`,
    tryHelp: '`/rootguard help`로 모든 명령을 볼 수 있습니다.',
  },
} as const;
