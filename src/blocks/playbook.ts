import type { KnownBlock } from '@slack/types';
import type { Incident } from '../core/incident.ts';
import type { Locale } from '../core/locale.ts';
import { rootguard } from '../core/log-line.ts';
import { proofOf, type StepState } from '../core/playbook.ts';
import { button, menu } from './buttons.ts';
import { drillFirst } from './drill-words.ts';
import { context, type SlackMessage, section } from './message.ts';
import { dateToken, escaped } from './mrkdwn.ts';
import { stepAdvice, stepTitle } from './playbook-words.ts';

/** The checklist in the thread of an incident that was not us: each step with its owner, and what AWS shows of it. */
export function playbook(
  incident: Incident,
  { steps, ended }: { readonly steps: readonly StepState[]; readonly ended: boolean },
  locale: Locale,
): SlackMessage {
  const label = labels[locale];
  const done = steps.filter((state) => state.done !== undefined).length;
  const title = drillFirst(incident, label.title(escaped(incident.id), done, steps.length), locale);
  return {
    text: title,
    blocks: [
      section(`*${title}*`),
      ...steps.map((state, index) => stepBlock(incident, state, index, ended, locale)),
      ...(ended
        ? []
        : [
            {
              type: 'actions' as const,
              elements: [button('recheck', incident.id, label.recheck)],
            },
            context(label.hint),
          ]),
    ],
  };
}

function stepBlock(
  { id }: Incident,
  state: StepState,
  index: number,
  ended: boolean,
  locale: Locale,
): KnownBlock {
  const { step, done } = state;
  const label = labels[locale];
  const mark = done === undefined ? '☐' : '☑';
  const lines = [`${mark} *${index + 1}. ${stepTitle(step, locale)}*`, ...facts(state, locale)];
  const text = done === undefined ? [...lines, ...stepAdvice(step, locale)].join('\n') : lines.join('\n');
  const entry = (verb: string, words: string) => ({
    action: 'playbook',
    value: `${id} ${step} ${verb}`,
    text: words,
  });
  const verbs = [
    entry('mine', label.mine),
    done === undefined ? entry('done', label.done) : entry('undone', label.undone),
  ];
  return {
    type: 'section',
    text: { type: 'mrkdwn', text, verbatim: true },
    ...(!ended && { accessory: menu(verbs) }),
  };
}

/** Who has it, who did it, and what AWS shows. */
function facts({ step, owner, done, seen }: StepState, locale: Locale): string[] {
  const label = labels[locale];
  const parts = [
    ...(owner === undefined ? [] : [label.owner(escaped(owner.name, 60))]),
    ...(done === undefined
      ? []
      : [
          done.by === rootguard
            ? label.shown(dateToken(done.at))
            : label.told(escaped(done.name, 60), dateToken(done.at)),
        ]),
    ...(proofOf(step) === undefined || done?.by === rootguard
      ? []
      : [seen === undefined ? label.notLooked : label.seen[seenAs(seen.outcome)](dateToken(seen.at))]),
  ];
  return parts.length === 0 ? [] : [parts.join(' · ')];
}

function seenAs(outcome: string): 'yes' | 'no' | 'unknown' {
  if (outcome === 'pass' || outcome === 'not-applicable') return 'yes';
  return outcome === 'unknown' ? 'unknown' : 'no';
}

const labels = {
  en: {
    title: (id: string, done: number, all: number) => `What to do now · ${id} · ${done} of ${all} done`,
    recheck: 'Ask AWS again',
    hint: 'Steps 3 to 5 are asked of AWS and tick themselves. When all is done: *Explain*, “Not us, and dealt with”.',
    mine: 'I do this',
    done: 'Done',
    undone: 'Not done after all',
    owner: (name: string) => `with ${name}`,
    shown: (when: string) => `AWS shows it, ${when}`,
    told: (name: string, when: string) => `says ${name}, ${when}`,
    notLooked: 'AWS is being asked',
    seen: {
      yes: (when: string) => `AWS shows it, ${when}`,
      no: (when: string) => `AWS shows that it is not done, ${when}`,
      unknown: (when: string) => `AWS could not tell, ${when}`,
    },
  },
  ko: {
    title: (id: string, done: number, all: number) => `지금 할 일 · ${id} · ${all}개 중 ${done}개 완료`,
    recheck: 'AWS에 다시 확인',
    hint: '3~5단계는 AWS에 물어 저절로 표시됩니다. 모두 마치면 설명에서 "우리가 한 일이 아니며 조치 완료"를 선택하세요.',
    mine: '제가 맡습니다',
    done: '완료',
    undone: '아직 완료되지 않음',
    owner: (name: string) => `담당 ${name}`,
    shown: (when: string) => `AWS에서 확인됨, ${when}`,
    told: (name: string, when: string) => `${name} 님이 완료로 표시함, ${when}`,
    notLooked: 'AWS에 확인하는 중',
    seen: {
      yes: (when: string) => `AWS에서 확인됨, ${when}`,
      no: (when: string) => `AWS에서는 아직 완료되지 않음, ${when}`,
      unknown: (when: string) => `AWS에서 확인하지 못함, ${when}`,
    },
  },
} as const;
