import type { Refusal } from '../core/acts.ts';
import type { Incident } from '../core/incident.ts';
import type { Locale } from '../core/locale.ts';
import { verdictText } from './act-words.ts';
import { button } from './buttons.ts';
import { type SlackMessage, sentence } from './message.ts';
import { code, escaped } from './mrkdwn.ts';
import { duration } from './words.ts';

/** Why an act changed nothing, and what to do instead. `now` is in ms since the epoch. */
export function refusalNotice(
  why: Refusal,
  incident: Incident,
  { locale, now }: { readonly locale: Locale; readonly now: number },
): SlackMessage {
  const { explained, proposed } = incident;
  const said = explained?.confirmed ?? explained ?? proposed;
  const facts = {
    id: code(incident.id),
    owner: escaped(incident.acknowledged?.name ?? '?', 80),
    owned: duration(now - (incident.acknowledged?.at ?? now), locale),
    sayer: escaped((explained ?? proposed)?.name ?? '?', 80),
    said: duration(now - (said?.at ?? now), locale),
    what: verdictText(explained ?? proposed ?? {}, locale),
    denier: escaped(incident.denied?.name ?? '?', 80),
  };
  const notice = sentence(refusals[locale][why](facts));
  if (why !== 'taken') return notice;
  const { id, acknowledged } = incident;
  const elements = [
    button('take-over', `${id} ${acknowledged?.at ?? ''}`, words[locale].takeOver),
    button('note', id, words[locale].note),
  ];
  return { ...notice, blocks: [...notice.blocks, { type: 'actions', elements }] };
}

interface Facts {
  readonly id: string;
  readonly owner: string;
  readonly owned: string;
  readonly sayer: string;
  readonly said: string;
  readonly what: string;
  readonly denier: string;
}

type Sentences = Readonly<Record<Refusal, (facts: Facts) => string>>;

const refusals: Readonly<Record<Locale, Sentences>> = {
  en: {
    taken: ({ owner, owned }) => `Already acknowledged by ${owner}, ${owned} ago. Nothing was changed.`,
    yours: ({ id }) => `You acknowledged ${id} already. Nothing was changed.`,
    nobody: ({ id }) => `Nobody is on ${id}. Nothing was changed.`,
    explained: ({ id, sayer, said, what }) =>
      `${id} is closed: ${sayer} explained it ${said} ago, ${what}. Nothing was changed.`,
    again: ({ id }) => `That was taken for ${id} already. Nothing was changed.`,
    full: ({ id }) =>
      `The log of ${id} is full. Nothing was written down: write it in the thread, and explain the alert.`,
    'needs-reason': () => 'Say who did it and why. Nothing was changed.',
    'needs-plan': () => 'Give the number of the plan. Nothing was changed.',
    denied: ({ id, denier }) => `${denier} said already that ${id} was not us. Nothing was changed.`,
    'not-denied': ({ id }) => `Nobody has said that ${id} was not us. Nothing was changed.`,
    'nothing-to-confirm': ({ id }) =>
      `There is nothing to confirm on ${id}: nobody has explained it yet, or root did more since.`,
    'another-proposal': ({ sayer, said, what }) =>
      `${sayer} explained it otherwise ${said} ago: ${what}. Nothing was confirmed; look again.`,
    'not-shown': () => 'AWS shows that this is not done yet. Press *Ask AWS again* when it is.',
    shown: () => 'AWS shows that this is done. Nothing was changed.',
    own: () => 'You explained it yourself. Somebody else must confirm it.',
    involved: () =>
      'You planned or did this yourself, so somebody who has nothing to do with it must say so. Nothing was changed.',
  },
  ko: {
    taken: ({ owner, owned }) => `${owner} 님이 ${owned} 전에 먼저 확인했습니다. 변경된 것은 없습니다.`,
    yours: ({ id }) => `${id} 알림은 이미 확인하셨습니다. 변경된 것은 없습니다.`,
    nobody: ({ id }) => `${id} 알림은 담당자가 없습니다. 변경된 것은 없습니다.`,
    explained: ({ id, sayer, said, what }) =>
      `${id} 알림은 닫혔습니다. ${sayer} 님이 ${said} 전에 설명했습니다: ${what}. 변경된 것은 없습니다.`,
    again: ({ id }) => `${id} 알림에 이미 반영했습니다. 변경된 것은 없습니다.`,
    full: ({ id }) =>
      `${id} 알림의 기록이 가득 차 저장하지 않았습니다. 스레드에 직접 적고 알림을 설명해 주세요.`,
    'needs-reason': () => '누가 왜 했는지 적어 주세요. 변경된 것은 없습니다.',
    'needs-plan': () => '계획 번호를 입력해 주세요. 변경된 것은 없습니다.',
    denied: ({ id, denier }) =>
      `${denier} 님이 이미 ${id} 알림을 우리가 한 일이 아니라고 했습니다. 변경된 것은 없습니다.`,
    'not-denied': ({ id }) =>
      `${id} 알림을 우리가 한 일이 아니라고 한 사람이 없습니다. 변경된 것은 없습니다.`,
    'nothing-to-confirm': ({ id }) =>
      `${id} 알림에는 승인할 설명이 없습니다. 아직 설명이 없거나 그 뒤로 루트 활동이 더 있었습니다.`,
    'another-proposal': ({ sayer, said, what }) =>
      `${sayer} 님이 ${said} 전에 다르게 설명했습니다: ${what}. 승인하지 않았으니 다시 확인해 주세요.`,
    'not-shown': () =>
      'AWS에서는 아직 완료되지 않은 것으로 보입니다. 완료되면 AWS에 다시 확인을 눌러 주세요.',
    shown: () => 'AWS에서 완료된 것으로 확인되었습니다. 변경된 것은 없습니다.',
    own: () => '직접 하신 설명입니다. 다른 사람이 승인해야 합니다.',
    involved: () =>
      '직접 계획했거나 하신 일이므로, 관련이 없는 다른 사람이 설명하거나 승인해야 합니다. 변경된 것은 없습니다.',
  },
};

const words = {
  en: { takeOver: 'Take over', note: 'Add note' },
  ko: { takeOver: '넘겨받기', note: '메모 추가' },
} as const;
