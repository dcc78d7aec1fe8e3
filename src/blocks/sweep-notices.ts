import type { KnownAccount } from '../core/account.ts';
import type { Locale } from '../core/locale.ts';
import type { CheckResult } from '../core/posture.ts';
import { checks } from '../posture/index.generated.ts';
import { context, type SlackMessage, sentence } from './message.ts';
import { code, escaped } from './mrkdwn.ts';
import { sweepWords } from './sweep-words.ts';
import { duration, outcomeWords, spaced, whose } from './words.ts';

/** Private words to the person who asked for a sweep, or checked a finding again. */

export function sweepStartedNotice(total: number, shown: boolean, locale: Locale): SlackMessage {
  const count = total.toLocaleString('en-US');
  const texts = {
    en: shown
      ? `Checking ${count} accounts. The message in this channel says how far it is, and then what was found.`
      : `Checking ${count} accounts. RootGuard is not in this channel, so there is no progress to see; the report comes here when it is done.`,
    ko: shown
      ? `계정 ${count}개를 점검합니다. 이 채널의 메시지에서 진행 상황과 결과를 볼 수 있습니다.`
      : `계정 ${count}개를 점검합니다. RootGuard가 이 채널에 없어 진행 상황은 표시되지 않으며, 끝나면 결과를 여기에 알려 드립니다.`,
  };
  return sentence(texts[locale]);
}

export function notActiveNotice({ id, name, state }: KnownAccount, locale: Locale): SlackMessage {
  const who = escaped(name ?? spaced(id), 80);
  const how = sweepWords[locale].states[state];
  return sentence(
    locale === 'ko'
      ? `${who} 계정의 상태: ${how}. 이런 계정은 AWS가 알려 주지 않으므로 점검하지 않았습니다.`
      : `${who} was not checked: AWS says that the account is ${how}, and tells nothing about such an account.`,
  );
}

/** What came of *Check again*. `openFor` is how long it had failed, in ms, if it does not now. */
export function checkedAgainNotice(
  finding: {
    readonly account: string;
    readonly name: string | undefined;
    readonly result: CheckResult;
    readonly openFor: number | undefined;
    /** True if it failed, and warns now. */
    readonly better?: boolean;
    readonly by: string;
  },
  locale: Locale,
): SlackMessage {
  const { account, name, result, openFor, better, by } = finding;
  const title = checks[result.check]?.title[locale] ?? escaped(result.check);
  const says = `${whose(account, name, locale)} · ${outcomeWords[result.outcome][locale]}: *${title}*. ${escaped(result.says[locale])}`;
  if (better === true)
    return sentence(
      locale === 'ko'
        ? `${says}\n더 이상 실패하지 않지만 아직 해결되지 않았습니다.`
        : `${says}\nIt does not fail any more, but it is not fixed yet.`,
    );
  if (openFor === undefined) return sentence(says);
  const open = duration(openFor, locale);
  return sentence(
    locale === 'ko'
      ? `${says}\n${escaped(by, 80)} 님이 해결을 확인했습니다. ${open} 동안 열려 있었습니다.`
      : `${says}\nFixed, says ${escaped(by, 80)}, and AWS agrees. It was open for ${open}.`,
  );
}

/** An answer that will be completed: AWS had something not ready, or was too busy to tell it. */
export function asksAgain({ text, blocks }: SlackMessage, locale: Locale): SlackMessage {
  const more =
    locale === 'ko'
      ? 'AWS가 아직 준비하지 못했거나 바빠서 알려 주지 않은 것이 있습니다. 자동으로 다시 확인해 몇 분 안에 여기에서 답합니다.'
      : 'AWS had something not ready, or was too busy to tell it. It is asked again by itself, and the answer comes here within a few minutes.';
  return { text, blocks: [...blocks, context(more)] };
}

export function noSuchCheckNotice(check: string, locale: Locale): SlackMessage {
  return sentence(
    locale === 'ko'
      ? `${code(check, 60)} 점검 항목을 모릅니다. \`/rootguard check\`로 다시 점검하세요.`
      : `RootGuard does not know the check ${code(check, 60)} any more. Ask again with \`/rootguard check\`.`,
  );
}

/** To whoever typed a check that is none there; `nearest` is what may have been meant. */
export function unknownCheckNotice(
  typed: string,
  nearest: string | undefined,
  known: readonly string[],
  locale: Locale,
): SlackMessage {
  const list = known.map((check) => code(check)).join(', ');
  const hint = nearest === undefined || nearest === typed ? '' : code(nearest);
  const texts = {
    en: `There is no check ${code(typed, 60)} there. Nothing was checked.${hint && ` Did you mean ${hint}?`}\nThere are: ${list}`,
    ko: `${code(typed, 60)} 점검 항목이 없습니다. 아무것도 점검하지 않았습니다.${hint && ` ${hint} 항목을 찾으셨나요?`}\n점검 항목: ${list}`,
  };
  return sentence(texts[locale]);
}

export function checkingAgainNotice(locale: Locale): SlackMessage {
  return sentence(locale === 'ko' ? 'AWS에 다시 확인하는 중입니다 …' : 'Asking AWS again …');
}
