import type { ActionsBlock } from '@slack/types';
import type { Incident } from '../core/incident.ts';
import type { Locale } from '../core/locale.ts';
import { button, type MenuEntry, menu } from './buttons.ts';

/** What can be done with an incident now: two buttons at most, what matters most first, and the rest in the menu. */
export function cardButtons(incident: Incident, locale: Locale): ActionsBlock {
  const { id, state, acknowledged, proposed } = incident;
  const label = labels[locale];
  const entry = (action: string, text: string, value = id): MenuEntry => ({ action, value, text });
  const acknowledge = button('acknowledge', id, label.acknowledge, 'primary');
  const explain = button('explain', id, label.explain);
  const takeOver = entry('take-over', label.takeOver, `${id} ${acknowledged?.at ?? ''}`);
  const always = [
    entry('note', label.note),
    entry('show-event', label.showEvent),
    entry('timeline', label.timeline),
  ];
  if (state === 'explained') return actions(menu(always));
  if (proposed !== undefined) {
    const confirm = button('confirm', `${id} ${proposed.at}`, label.confirm, 'primary');
    const own =
      state === 'open' ? [entry('acknowledge', label.acknowledge)] : [takeOver, entry('let-go', label.letGo)];
    return actions(confirm, button('explain', id, label.otherwise), menu([...own, ...always]));
  }
  if (state === 'open') return actions(acknowledge, explain, menu(always));
  return actions(
    { ...explain, style: 'primary' },
    button('let-go', id, label.letGo),
    menu([takeOver, ...always]),
  );
}

function actions(...elements: ActionsBlock['elements']): ActionsBlock {
  return { type: 'actions', elements };
}

const labels = {
  en: {
    acknowledge: 'Acknowledge',
    explain: 'Explain',
    otherwise: 'Explain otherwise',
    confirm: 'Confirm',
    letGo: 'Un-acknowledge',
    takeOver: 'Take over',
    note: 'Add note',
    showEvent: 'Show event',
    timeline: 'Timeline',
  },
  ko: {
    acknowledge: '확인',
    explain: '설명',
    otherwise: '다르게 설명',
    confirm: '승인',
    letGo: '확인 취소',
    takeOver: '넘겨받기',
    note: '메모 추가',
    showEvent: '이벤트 보기',
    timeline: '타임라인',
  },
} as const;
