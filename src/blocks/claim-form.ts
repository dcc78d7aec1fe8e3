import { longestClaim } from '../core/attestation.ts';
import type { Locale } from '../core/locale.ts';
import { context } from './message.ts';
import { formModal, type ModalView } from './modal.ts';

/** Asks a custodian who says "it was me" why. */
export function claimForm(user: string, incident: string, locale: Locale): ModalView {
  const { title, submit, label, example, foot } = words[locale];
  const element = {
    type: 'plain_text_input' as const,
    action_id: 'reason',
    multiline: true,
    max_length: longestClaim,
    placeholder: { type: 'plain_text' as const, text: example },
  };
  const input = {
    type: 'input' as const,
    block_id: 'reason',
    label: { type: 'plain_text' as const, text: label, emoji: false },
    element,
  };
  const blocks = [input, context(foot)];
  return formModal(
    { id: 'custodian-claim', by: user, title, submit, blocks, remember: { incident } },
    locale,
  );
}

const words = {
  en: {
    title: 'It was me',
    submit: 'Say so',
    label: 'What did you need root for?',
    example: 'Changed the tax settings; ticket OPS-12',
    foot: 'Your name and this reason become part of the incident.',
  },
  ko: {
    title: '본인입니다',
    submit: '보내기',
    label: '루트가 필요했던 이유',
    example: '세금 설정 변경, 티켓 OPS-12',
    foot: '이름과 이유가 알림에 기록됩니다.',
  },
} as const;
