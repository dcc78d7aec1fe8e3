import type { Locale } from '../core/locale.ts';
import { SlackError, StoreError } from '../core/ports.ts';
import { type SlackMessage, sentence } from './message.ts';
import { code } from './mrkdwn.ts';

/** Private words to the person who pressed or typed. Each says what was done, what was not, and what to do. */

export function noSuchIncidentNotice(id: string, locale: Locale): SlackMessage {
  const typed = code(id, 40);
  return sentence(
    locale === 'ko'
      ? `${typed} 알림을 찾을 수 없습니다. 열린 알림의 ID는 \`/rootguard alerts\`에서 볼 수 있습니다.`
      : `There is no alert ${typed}. \`/rootguard alerts\` lists the open ones with their ids.`,
  );
}

/** `word` is the command that lacks its id. */
export function noIdNotice(word: string, locale: Locale): SlackMessage {
  const example = code(`/rootguard ${word} RG-7K3MPQ2A`);
  return sentence(
    locale === 'ko'
      ? `어떤 알림인지 ID를 함께 입력하세요. 예: ${example}. ID는 카드 아래와 \`/rootguard alerts\`에 있습니다.`
      : `Which alert? Add its id, for example ${example}. It stands at the foot of the card and in \`/rootguard alerts\`.`,
  );
}

/** `hasGroup`: whether a responders group is set. */
export function mayNotActNotice(known: 'no' | 'unknown', hasGroup: boolean, locale: Locale): SlackMessage {
  if (known === 'no' && !hasGroup) {
    return sentence(
      locale === 'ko'
        ? '대응 그룹이 설정되지 않아 워크스페이스 관리자만 이 작업을 할 수 있습니다. 변경된 것은 없습니다. Slack 사용자 그룹을 만들어 그 ID(S…)를 스택의 `Responders` 파라미터(`ROOTGUARD_RESPONDERS`)에 지정하세요.'
        : 'No responders group is set, so only workspace admins may do this. Nothing was changed. Make a Slack user group and give its id (S…) to the stack as `Responders` (`ROOTGUARD_RESPONDERS`).',
    );
  }
  if (known === 'unknown') {
    return sentence(
      locale === 'ko'
        ? 'Slack에서 권한을 확인하지 못해 아무것도 변경하지 않았습니다. 잠시 후 다시 시도하세요.'
        : 'Slack could not tell whether you may do this, so nothing was changed. Try again in a moment.',
    );
  }
  return sentence(
    locale === 'ko'
      ? '이 작업은 RootGuard 대응 그룹의 구성원과 워크스페이스 관리자만 할 수 있습니다. 변경된 것은 없습니다. 그룹은 `ROOTGUARD_RESPONDERS` 설정에서 지정합니다.'
      : 'Only members of the RootGuard responders group and workspace admins may do this. Nothing was changed. The group is set in `ROOTGUARD_RESPONDERS`.',
  );
}

export function notYourFormNotice(locale: Locale): SlackMessage {
  return sentence(
    locale === 'ko'
      ? '다른 사람이 연 양식이므로 제출하지 않았습니다. 직접 다시 열어 주세요.'
      : 'This form was opened by somebody else, so it was not taken. Open it yourself.',
  );
}

export function staleFormNotice(locale: Locale): SlackMessage {
  return sentence(
    locale === 'ko'
      ? 'RootGuard가 그사이 업데이트되어 이 양식을 받을 수 없습니다. 변경된 것은 없습니다. 양식을 다시 열어 주세요.'
      : 'RootGuard was updated meanwhile and cannot take this form any more. Nothing was changed. Open it again.',
  );
}

export function noSuchAccountNotice(typed: string, known: readonly string[], locale: Locale): SlackMessage {
  const accounts = known
    .slice(0, 10)
    .map((name) => code(name, 60))
    .join(', ');
  return sentence(
    locale === 'ko'
      ? `${code(typed, 60)} 계정을 모릅니다. 아무것도 점검하지 않았습니다. 아는 계정: ${accounts}`
      : `RootGuard does not guard an account ${code(typed, 60)}. Nothing was checked. It knows: ${accounts}`,
  );
}

/** Something broke; the log has the rest. Never shows the error itself, which may hold what is not for this reader. */
export function failureNotice(error: unknown, locale: Locale): SlackMessage {
  return sentence(failures[locale][kindOf(error)]);
}

function kindOf(error: unknown): keyof (typeof failures)['en'] {
  if (error instanceof StoreError) return 'store';
  if (!(error instanceof SlackError)) return 'other';
  // https://docs.slack.dev/reference/methods/views.open#errors
  if (error.code === 'expired_trigger_id' || error.code === 'exchanged_trigger_id') return 'tooSlow';
  return error.code === 'hash_conflict' ? 'changed' : 'slack';
}

const failures = {
  en: {
    store:
      "RootGuard's store did not answer, so nothing was done. Try again in a minute; if it stays like this, look at the DynamoDB table and the function's log.",
    slack:
      'Slack refused a call that RootGuard needed for this, so it was not finished. Try again in a minute.',
    tooSlow: 'It took longer than the three seconds that Slack allows to open this. Press again.',
    changed: 'This view changed while you pressed, so nothing was done. Look at it again, and press again.',
    other:
      "Something went wrong in RootGuard, and this was not finished. Try again; if it happens again, look at the function's log.",
  },
  ko: {
    store:
      'RootGuard 저장소가 응답하지 않아 아무것도 하지 못했습니다. 잠시 후 다시 시도하고, 계속되면 DynamoDB 테이블과 함수 로그를 확인하세요.',
    slack: 'Slack이 필요한 호출을 거부해 완료하지 못했습니다. 잠시 후 다시 시도하세요.',
    tooSlow: 'Slack이 허용하는 3초 안에 열지 못했습니다. 다시 눌러 주세요.',
    changed: '누르는 동안 화면이 바뀌어 아무것도 하지 않았습니다. 확인 후 다시 눌러 주세요.',
    other: 'RootGuard에 문제가 생겨 완료하지 못했습니다. 다시 시도하고, 반복되면 함수 로그를 확인하세요.',
  },
} as const;
