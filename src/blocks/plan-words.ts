import type { Locale } from '../core/locale.ts';
import type { Plan } from '../core/plan.ts';
import { detections } from '../detections/index.generated.ts';
import { dateToken, escaped } from './mrkdwn.ts';
import { spaced } from './words.ts';

/** A detection's title where no event is spoken of: "Root called …". Plain text. */
export function detectionTitle(id: string, locale: Locale): string {
  const title = detections[id]?.title[locale] ?? id;
  return title.replace(/: \{event\}$| \(\{event\}\)$/, '').replaceAll('{event}', '…');
}

/** `acme-prod · 1111 2222 3333`, or the number alone where nobody gave a name. mrkdwn. */
export function accountWords(account: string, name: string | undefined): string {
  return name === undefined ? spaced(account) : `${escaped(name, 80)} · ${spaced(account)}`;
}

/** A plan's window in the reader's clock. mrkdwn. */
export function windowWords({ from, until }: Pick<Plan, 'from' | 'until'>): string {
  return `${dateToken(from)} – ${dateToken(until)}`;
}

/** How a plan's state is called in a list. */
export const planStates: Readonly<Record<Plan['state'], Readonly<Record<Locale, string>>>> = {
  requested: { en: 'waits to be confirmed', ko: '승인 대기' },
  approved: { en: 'confirmed', ko: '승인됨' },
  declined: { en: 'declined', ko: '거절됨' },
  expired: { en: 'expired', ko: '만료됨' },
  ended: { en: 'ended', ko: '종료됨' },
};
