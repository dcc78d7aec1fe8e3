import type { InputBlock, PlainTextOption } from '@slack/types';
import type { Locale } from '../core/locale.ts';
import { longestReason } from '../core/plan.ts';
import { accountField, type Choice } from './account-field.ts';
import { context } from './message.ts';
import { formModal, type ModalView } from './modal.ts';
import { plain } from './mrkdwn.ts';
import { detectionTitle } from './plan-words.ts';

/** How long a window may last, in minutes, as the form offers it. */
const lengths = [15, 30, 60, 120, 240, 480, 1_440] as const;

/** The form that asks for a planned use of root. `account` is chosen already where somebody named it. */
export function planForm(
  given: {
    readonly user: string;
    readonly accounts: readonly Choice[];
    readonly account: string | undefined;
    /** Ids of the detections that can be named. */
    readonly plannable: readonly string[];
    readonly now: number;
  },
  locale: Locale,
): ModalView {
  const word = words[locale];
  const blocks = [
    accountField(given.accounts, given.account, { label: word.account, placeholder: word.chooseAccount }),
    reason(locale),
    expected(given.plannable, locale),
    input('from', word.from, {
      type: 'datetimepicker',
      action_id: 'from',
      initial_date_time: Math.floor(given.now / 1000),
    }),
    lasts(locale),
    input('approver', word.approver, { type: 'users_select', action_id: 'approver' }, word.approverHint),
    context(word.foot),
  ];
  const { title, submit } = word;
  return formModal({ id: 'plan', by: given.user, title, submit, blocks }, locale);
}

function reason(locale: Locale): InputBlock {
  const word = words[locale];
  return input('reason', word.reason, {
    type: 'plain_text_input',
    action_id: 'reason',
    multiline: true,
    max_length: longestReason,
    placeholder: { type: 'plain_text', text: word.reasonExample },
  });
}

function expected(ids: readonly string[], locale: Locale): InputBlock {
  const word = words[locale];
  const options = ids
    .map((id) => option(detectionTitle(id, locale), id))
    .sort((a, b) => a.text.text.localeCompare(b.text.text, locale));
  const element = { type: 'multi_static_select', action_id: 'expected', options } as const;
  return input('expected', word.expected, element, word.expectedHint);
}

function lasts(locale: Locale): InputBlock {
  const word = words[locale];
  const options = lengths.map((minutes) => option(word.length(minutes), String(minutes)));
  const [, , hour] = options;
  return input('lasts', word.lasts, {
    type: 'static_select',
    action_id: 'lasts',
    options,
    ...(hour !== undefined && { initial_option: hour }),
  });
}

function option(text: string, value: string): PlainTextOption & { readonly value: string } {
  return { text: { type: 'plain_text', text: plain(text, 75), emoji: false }, value };
}

function input(name: string, label: string, element: InputBlock['element'], hint?: string): InputBlock {
  return {
    type: 'input',
    block_id: name,
    label: { type: 'plain_text', text: label, emoji: false },
    element,
    ...(hint !== undefined && { hint: { type: 'plain_text' as const, text: hint, emoji: false } }),
  };
}

const words = {
  en: {
    title: 'Plan root use',
    submit: 'Ask',
    account: 'Account',
    chooseAccount: 'Which account',
    reason: 'Why is root needed?',
    reasonExample: 'Change the tax settings; ticket OPS-12',
    expected: 'What will be done?',
    expectedHint:
      'Signing in with MFA and read-only calls are always part of it. Everything that is not chosen alerts at full strength.',
    from: 'From',
    lasts: 'For how long?',
    length: (minutes: number) =>
      minutes < 60 ? `${minutes} minutes` : minutes === 60 ? '1 hour' : `${minutes / 60} hours`,
    approver: 'Who confirms it?',
    approverHint: 'Another member of the responders group, or a workspace admin. Not you.',
    foot: 'The channel is told, and sees afterwards what was done and what was not. Nothing is silenced.',
  },
  ko: {
    title: '루트 사용 계획',
    submit: '요청',
    account: '계정',
    chooseAccount: '계정 선택',
    reason: '루트가 필요한 이유',
    reasonExample: '세금 설정 변경, 티켓 OPS-12',
    expected: '할 작업',
    expectedHint:
      'MFA를 사용한 로그인과 읽기 호출은 항상 포함됩니다. 선택하지 않은 작업은 원래 심각도로 알립니다.',
    from: '시작',
    lasts: '기간',
    length: (minutes: number) => (minutes < 60 ? `${minutes}분` : `${minutes / 60}시간`),
    approver: '승인할 사람',
    approverHint: '대응 그룹의 다른 구성원이나 워크스페이스 관리자입니다. 본인은 안 됩니다.',
    foot: '채널에 알리고, 끝나면 한 작업과 하지 않은 작업을 보여 줍니다. 숨기는 알림은 없습니다.',
  },
} as const;
