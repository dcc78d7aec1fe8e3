import { longestText } from '../core/acts.ts';
import type { Incident } from '../core/incident.ts';
import type { Locale } from '../core/locale.ts';
import { type SlackMessage, sentence } from './message.ts';
import { code, dateToken } from './mrkdwn.ts';

/** Private words to the person who did something to an incident, or could not. */

export function acknowledgedNotice({ id }: Incident, locale: Locale): SlackMessage {
  return sentence(
    locale === 'ko'
      ? `${code(id)} 알림을 확인 처리했습니다. 카드가 갱신됩니다.`
      : `You acknowledged ${code(id)}. Its card now says so.`,
  );
}

export function takenOverNotice({ id }: Incident, locale: Locale): SlackMessage {
  return sentence(locale === 'ko' ? `${code(id)} 알림을 넘겨받았습니다.` : `You took ${code(id)} over.`);
}

export function stillOnItNotice({ id, next }: Incident, locale: Locale): SlackMessage {
  const when = next === undefined ? undefined : dateToken(next.at);
  if (locale === 'ko')
    return sentence(
      `${code(id)} 알림을 계속 맡습니다.${when === undefined ? '' : ` ${when}에 다시 묻습니다.`}`,
    );
  return sentence(
    `You are still on ${code(id)}.${when === undefined ? '' : ` You will be asked again at ${when}.`}`,
  );
}

export function notedNotice({ id }: Incident, locale: Locale): SlackMessage {
  return sentence(
    locale === 'ko'
      ? `${code(id)} 알림에 메모를 남겼습니다. 스레드에 표시됩니다.`
      : `Your note is with ${code(id)}, and in its thread.`,
  );
}

/** After an explanation that did not close it. */
export function explainedNotice({ id, denied, proposed }: Incident, locale: Locale): SlackMessage {
  if (proposed === undefined && denied !== undefined)
    return sentence(
      locale === 'ko'
        ? `${code(id)} 알림으로 모두를 호출하고 있습니다. 스레드의 점검 목록대로 진행하세요.`
        : `Everybody is being called about ${code(id)}. Work through the checklist in its thread.`,
    );
  return sentence(
    locale === 'ko'
      ? `${code(id)} 알림은 두 사람이 닫습니다. 관련이 없는 다른 한 사람이 카드에서 *승인* 을 눌러야 닫힙니다.`
      : `${code(id)} takes two people: it closes when a second person, who has nothing to do with it, presses *Confirm* on its card.`,
  );
}

/** Why a form's note is not taken. `length` is in UTF-16 units. */
export function noteTooLong(length: number, locale: Locale): string {
  if (length === 0) return locale === 'ko' ? '메모를 적어 주세요.' : 'Write something.';
  return locale === 'ko'
    ? `메모는 ${longestText}자까지 쓸 수 있습니다(현재 ${length}자).`
    : `A note holds up to ${longestText} characters; this one has ${length}.`;
}

export function noteTooLongNotice(length: number, locale: Locale): SlackMessage {
  const rest = locale === 'ko' ? '아무것도 저장하지 않았습니다.' : 'Nothing was written down.';
  return sentence(`${noteTooLong(length, locale)} ${rest}`);
}

export function askingAwsNotice(locale: Locale): SlackMessage {
  return sentence(
    locale === 'ko'
      ? 'AWS에 확인하고 있습니다. 결과는 점검 목록에 표시됩니다.'
      : 'AWS is being asked. The checklist shows what it says.',
  );
}

/** The shortcut was used elsewhere. */
export function noAlertHereNotice(locale: Locale): SlackMessage {
  return sentence(
    locale === 'ko'
      ? '알림 카드의 스레드에 있는 메시지만 메모로 남길 수 있습니다. 저장한 것은 없습니다. 다른 곳에서는 `/rootguard note RG-… 내용`을 쓰세요.'
      : 'Only a message in the thread of an alert can become its note. Nothing was written down. Elsewhere, type `/rootguard note RG-… text`.',
  );
}

/** The card, or one of its replies that RootGuard wrote. */
export function ownMessageNotice(locale: Locale): SlackMessage {
  return sentence(
    locale === 'ko'
      ? 'RootGuard가 쓴 메시지는 이미 알림에 기록되어 있습니다. 저장한 것은 없습니다. 사람이 쓴 답글에서 사용하세요.'
      : 'RootGuard wrote that itself: it is in the log of the alert already. Nothing was written down. Choose what somebody wrote.',
  );
}

/** The message holds no text: a picture, for example. */
export function nothingWrittenNotice(locale: Locale): SlackMessage {
  return sentence(
    locale === 'ko'
      ? '이 메시지에는 글이 없어 저장하지 않았습니다.'
      : 'This message holds no text, so nothing was written down.',
  );
}
