import type { KnownBlock, PlainTextOption } from '@slack/types';
import { longestText } from '../core/acts.ts';
import { needsTwo } from '../core/explaining.ts';
import type { Incident } from '../core/incident.ts';
import type { Locale, Text } from '../core/locale.ts';
import type { Verdict } from '../core/log-line.ts';
import { stateLines } from './card-state.ts';
import { drillLine } from './drill-words.ts';
import { context } from './message.ts';
import { formModal, type ModalView } from './modal.ts';

/** The form that says what was behind an incident: the submission alone closes it. */
export function explainForm(
  incident: Incident,
  { user, locale }: { readonly user: string; readonly locale: Locale },
): ModalView {
  const label = labels[locale];
  const verdicts: readonly Verdict[] =
    incident.denied === undefined
      ? ['planned', 'unplanned', 'not-us']
      : ['dealt-with', 'planned', 'unplanned'];
  const blocks: KnownBlock[] = [
    ...drillLine(incident, locale),
    context(stateLines(incident, locale).join('\n')),
    {
      type: 'input',
      block_id: 'verdict',
      label: plainText(label.verdict),
      element: {
        type: 'radio_buttons',
        action_id: 'verdict',
        options: verdicts.map((each) => optionOf(each, locale)),
      },
    },
    {
      type: 'input',
      block_id: 'plan',
      optional: true,
      label: plainText(label.plan),
      element: { type: 'plain_text_input', action_id: 'plan', max_length: 10, placeholder: plainText('#12') },
    },
    {
      type: 'input',
      block_id: 'text',
      optional: true,
      label: plainText(label.text),
      hint: plainText(label.textHint),
      element: { type: 'plain_text_input', action_id: 'text', multiline: true, max_length: longestText },
    },
    ...(needsTwo(incident) ? [context(label.two)] : []),
  ];
  const title = locale === 'ko' ? `${incident.id} 설명` : `Explain ${incident.id}`;
  return formModal(
    { id: 'explain', by: user, title, submit: label.submit, blocks, remember: { id: incident.id } },
    locale,
  );
}

function optionOf(verdict: Verdict, locale: Locale): PlainTextOption {
  const { name, what } = options[verdict];
  return { value: verdict, text: plainText(name[locale]), description: plainText(what[locale]) };
}

function plainText(text: string) {
  return { type: 'plain_text' as const, text, emoji: false };
}

/** The texts of an option hold 75 characters each. */
const options: Readonly<Record<Verdict, { readonly name: Text; readonly what: Text }>> = {
  planned: {
    name: { en: 'Expected and planned', ko: '예상된 작업, 계획됨' },
    what: { en: 'There is a plan for it: give its number.', ko: '계획이 있습니다. 번호를 입력하세요.' },
  },
  unplanned: {
    name: { en: 'Expected, unplanned', ko: '예상된 작업, 계획 없음' },
    what: {
      en: 'We know who did it: say who, and why it had to be root.',
      ko: '누가 왜 루트를 써야 했는지 적으세요.',
    },
  },
  'not-us': {
    name: { en: 'Not us', ko: '우리가 한 일이 아님' },
    what: {
      en: 'Calls everybody at once, and starts the checklist.',
      ko: '즉시 모두에게 알리고 점검 목록을 시작합니다.',
    },
  },
  'dealt-with': {
    name: { en: 'Not us, and dealt with', ko: '우리가 한 일이 아니며 조치 완료' },
    what: {
      en: 'The checklist is done: say what was found and done.',
      ko: '점검 목록을 마쳤습니다. 발견과 조치를 적으세요.',
    },
  },
};

const labels = {
  en: {
    verdict: 'What was behind it?',
    plan: 'Number of the plan',
    text: 'Who did it, and why',
    textHint: 'Needed unless it was planned, or not us. It is kept with the alert and shown in its thread.',
    two: 'It takes two people: a second one, who has nothing to do with it, must confirm what you say.',
    submit: 'Explain',
  },
  ko: {
    verdict: '무엇이었습니까?',
    plan: '계획 번호',
    text: '누가, 왜',
    textHint:
      '계획된 작업이나 우리가 한 일이 아닌 경우를 빼고 꼭 적어야 합니다. 알림과 함께 보관되고 스레드에 표시됩니다.',
    two: '두 사람이 닫는 알림입니다. 관련이 없는 다른 한 사람이 이 설명을 승인해야 합니다.',
    submit: '설명',
  },
} as const;
