import { type Custodians, mostCustodians } from '../core/custodian.ts';
import type { Locale } from '../core/locale.ts';
import { names } from './custodian-list.ts';
import { type SlackMessage, sentence } from './message.ts';
import { code, escaped } from './mrkdwn.ts';

/** Private words about custodians. Each says what was done, what was not, and what to do. */

/** `account` is the account's name as it is shown. */
export function custodiansNotice({ people }: Custodians, account: string, locale: Locale): SlackMessage {
  const who = escaped(account, 80);
  if (people.length === 0) {
    return sentence(
      locale === 'ko'
        ? `*${who}*에는 관리인이 없습니다. 루트가 사용되어도 아무에게도 묻지 않습니다.`
        : `*${who}* has no custodians. When its root is used, nobody is asked.`,
    );
  }
  return sentence(
    locale === 'ko'
      ? `*${who}*의 관리인: ${names(people)}. 루트가 사용되면 본인인지 묻습니다.`
      : `Custodians of *${who}*: ${names(people)}. When its root is used, they are asked whether it was them.`,
  );
}

export function notChangedNotice(
  did: 'add' | 'remove',
  custodians: Custodians,
  locale: Locale,
): SlackMessage {
  const isFull = did === 'add' && custodians.people.length >= mostCustodians;
  if (isFull) {
    return sentence(
      locale === 'ko'
        ? `관리인은 ${mostCustodians}명까지 지정할 수 있습니다. 변경된 것은 없습니다.`
        : `An account has at most ${mostCustodians} custodians. Nothing was changed.`,
    );
  }
  if (did === 'add') {
    return sentence(
      locale === 'ko'
        ? '이미 관리인입니다. 변경된 것은 없습니다.'
        : 'They are one already. Nothing was changed.',
    );
  }
  return sentence(
    locale === 'ko' ? '관리인이 아닙니다. 변경된 것은 없습니다.' : 'They are none. Nothing was changed.',
  );
}

export function whoIsMeantNotice(typed: string, locale: Locale): SlackMessage {
  const shown = code(typed, 60);
  return sentence(
    locale === 'ko'
      ? `${shown}에 해당하는 사람을 찾을 수 없습니다. 예: \`/rootguard custodians acme-prod add @kim\`. 변경된 것은 없습니다.`
      : `RootGuard does not see who ${shown} is. Name a person with @, as in \`/rootguard custodians acme-prod add @kim\`. Nothing was changed.`,
  );
}

export function cannotBeAskedNotice(name: string, locale: Locale): SlackMessage {
  const who = escaped(name, 80);
  return sentence(
    locale === 'ko'
      ? `${who} 님은 이 워크스페이스에서 메시지를 받을 수 없습니다. 변경된 것은 없습니다.`
      : `${who} left this workspace or is an app, and cannot be asked. Nothing was changed.`,
  );
}

export function notAskedNotice(locale: Locale): SlackMessage {
  return sentence(
    locale === 'ko'
      ? '이 질문을 받은 사람만 답할 수 있습니다. 기록된 것은 없습니다.'
      : 'Only somebody who was asked can answer this. Nothing was recorded.',
  );
}

export function nobodyToAskNotice(account: string, locale: Locale): SlackMessage {
  const who = escaped(account, 80);
  return sentence(
    locale === 'ko'
      ? `*${who}*에는 관리인이 없어 물을 사람이 없습니다. \`/rootguard custodians\`로 지정하세요.`
      : `*${who}* has no custodians, so there is nobody to ask. Name some with \`/rootguard custodians\`.`,
  );
}

/** `asked` are those who were written to. */
export function askedNotice(asked: readonly { readonly name: string }[], locale: Locale): SlackMessage {
  const who = names(asked);
  return sentence(
    locale === 'ko'
      ? `다이렉트 메시지로 물었습니다: ${who || '–'}. 답은 카드의 스레드에 표시됩니다.`
      : `Asked by direct message: ${who || '–'}. What they say stands in the card's thread.`,
  );
}
