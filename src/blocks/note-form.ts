import { longestText } from '../core/acts.ts';
import type { Incident } from '../core/incident.ts';
import type { Locale } from '../core/locale.ts';
import { formModal, type ModalView } from './modal.ts';

/** The form for a note. */
export function noteForm(
  incident: Incident,
  { user, locale }: { readonly user: string; readonly locale: Locale },
): ModalView {
  const { title, submit, label, hint } = words[locale];
  const plainText = (text: string) => ({ type: 'plain_text' as const, text, emoji: false });
  return formModal(
    {
      ...{ id: 'note', by: user, title: title(incident.id), submit, remember: { id: incident.id } },
      blocks: [
        {
          type: 'input',
          block_id: 'text',
          label: plainText(label),
          hint: plainText(hint),
          element: { type: 'plain_text_input', action_id: 'text', multiline: true, max_length: longestText },
        },
      ],
    },
    locale,
  );
}

const words = {
  en: {
    title: (id: string) => `Note on ${id}`,
    submit: 'Add',
    label: 'Note',
    hint: 'It is kept with the alert and shown in its thread. Mentions in it call nobody.',
  },
  ko: {
    title: (id: string) => `${id} 메모`,
    submit: '추가',
    label: '메모',
    hint: '알림과 함께 보관되고 스레드에 표시됩니다. 메모 안의 멘션은 아무도 호출하지 않습니다.',
  },
} as const;
