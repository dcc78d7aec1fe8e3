import type { Custodians } from '../core/custodian.ts';
import type { Locale } from '../core/locale.ts';
import { context, type SlackMessage, section, sections } from './message.ts';
import { escaped } from './mrkdwn.ts';
import { accountWords } from './plan-words.ts';

/** The answer to `/rootguard custodians`: every account with its custodians; those without any are counted, by name. */
export function custodianList(
  accounts: readonly string[],
  all: readonly Custodians[],
  nameOf: (account: string) => string | undefined,
  locale: Locale,
): SlackMessage {
  const word = words[locale];
  const people = new Map(all.map((each) => [each.account, each.people]));
  const known = [...new Set([...accounts, ...people.keys()])];
  const [some, none] = [known.filter(hasSome), known.filter((account) => !hasSome(account))];
  const lines = some.map(
    (account) => `*${accountWords(account, nameOf(account))}* · ${names(people.get(account) ?? [])}`,
  );
  const without = none.map((account) => escaped(nameOf(account) ?? account, 60)).join(', ');
  return {
    text: word.title,
    blocks: [
      section(`*${word.title}*`),
      ...sections(lines, word.more, 5_000),
      ...(none.length === 0 ? [] : [section(word.none(none.length, cut(without)))]),
      context(word.hint),
    ],
  };

  function hasSome(account: string): boolean {
    return (people.get(account) ?? []).length > 0;
  }
}

/** People by name, not by mention: a list must not call them. mrkdwn. */
export function names(people: readonly { readonly name: string }[]): string {
  return people.map(({ name }) => escaped(name, 60)).join(', ');
}

function cut(text: string): string {
  return text.length <= 1_500 ? text : `${text.slice(0, 1_500).replace(/,[^,]*$/, '')}, …`;
}

const words = {
  en: {
    title: 'Who is asked when root is used',
    none: (n: number, which: string) =>
      `${n} ${n === 1 ? 'account has' : 'accounts have'} no custodians, so nobody is asked: ${which}`,
    more: (left: number) => `… and ${left} more accounts`,
    hint: '`/rootguard custodians acme-prod add @person` names one; `remove` takes one off.',
  },
  ko: {
    title: '루트 사용 시 확인을 요청받는 사람',
    none: (n: number, which: string) => `관리인이 없어 아무에게도 묻지 않는 계정 ${n}개: ${which}`,
    more: (left: number) => `… 외 계정 ${left}개`,
    hint: '`/rootguard custodians acme-prod add @사람`으로 지정하고, `remove`로 해제합니다.',
  },
} as const;
