import type { KnownBlock } from '@slack/types';
import type { Locale } from '../core/locale.ts';
import type { Deed, Plan } from '../core/plan.ts';
import { reconcile } from '../core/reconcile-plan.ts';
import { section, sections } from './message.ts';
import { code, dateToken, escaped } from './mrkdwn.ts';
import { detectionTitle } from './plan-words.ts';

/** How many deeds are named; more are counted. */
const named = 20;

/** Characters of one part; Slack takes about 9,000 in a whole message. */
const budget = 2_200;

/**
 * What was done beside what was planned: while the plan is open, only what happened so far; at its end also what was
 * planned and not done. Nothing for a plan that never covered anything, unless root did something anyway.
 */
export function planOutcome(plan: Plan, locale: Locale): KnownBlock[] {
  const { done, notDone, notPlanned } = reconcile(plan);
  const isOver = plan.state === 'ended' && plan.approved !== undefined;
  const word = words[locale];
  const titles = (ids: readonly string[]) => ids.map((id) => `• ${escaped(detectionTitle(id, locale), 150)}`);
  return [
    ...part(word.done, titles(done), word.more),
    ...(isOver ? part(word.notDone, titles(notDone), word.more) : []),
    ...part(word.notPlanned, deedLines(notPlanned, plan.moreDeeds, locale), word.more),
    ...(isOver && plan.deeds.length === 0 ? [section(word.nothing)] : []),
    ...(isOver && plan.deeds.length > 0 && notPlanned.length === 0 ? [section(word.asPlanned)] : []),
  ];
}

function part(title: string, lines: readonly string[], more: (left: number) => string): KnownBlock[] {
  return lines.length === 0 ? [] : sections([`*${title}*`, ...lines], more, budget);
}

function deedLines(deeds: readonly Deed[], more: number, locale: Locale): readonly string[] {
  const shown = deeds
    .slice(0, named)
    .map(({ at, name, incident }) => `• ${code(name, 60)} · ${dateToken(at)} · ${code(incident, 20)}`);
  const left = deeds.length - shown.length + more;
  return left > 0 ? [...shown, words[locale].more(left)] : shown;
}

const words = {
  en: {
    done: 'Done as planned',
    notDone: 'Planned, not done',
    notPlanned: 'Done, not planned',
    nothing: 'Root was not used in this window.',
    asPlanned: 'Root did nothing else.',
    more: (n: number) => `… and ${n} more`,
  },
  ko: {
    done: '계획대로 한 작업',
    notDone: '계획했지만 하지 않은 작업',
    notPlanned: '계획에 없던 작업',
    nothing: '이 시간에 루트를 사용하지 않았습니다.',
    asPlanned: '그 밖의 루트 사용은 없었습니다.',
    more: (n: number) => `… 외 ${n}건`,
  },
} as const;
