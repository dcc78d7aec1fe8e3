import type { Loudness, Owed, Said, Step, Waiting } from '../core/escalation.ts';
import type { Act, Explanation } from '../core/incident.ts';
import type { Verdict } from '../core/log-line.ts';
import type { StepState } from '../core/playbook.ts';
import type { Outcome } from '../core/posture.ts';
import { type Members, members, number, oneOf, optional, text } from './shape.ts';

/* Tests of what people and RootGuard do with an incident, as it is stored. */

const acting: Members<Act> = { by: text, name: text, at: number };
export const act = members<Act>(acting);
export const verdict = oneOf<Verdict>({ planned: 1, unplanned: 1, 'not-us': 1, 'dealt-with': 1 });
const loudnesses: Readonly<Record<Loudness, 1>> = { thread: 1, channel: 1, oncall: 1, dm: 1, mail: 1 };
export const loudness = oneOf<Loudness>(loudnesses);

export const explanation = members<Explanation>({
  ...acting,
  verdict,
  text: optional(text),
  plan: optional(number),
  plannedBy: optional(text),
  confirmed: optional(act),
});

export const stepState = members<StepState>({
  step: text,
  owner: optional(act),
  done: optional(act),
  seen: optional(
    members<NonNullable<StepState['seen']>>({
      outcome: oneOf<Outcome>({ pass: 1, fail: 1, warn: 1, unknown: 1, 'not-applicable': 1 }),
      at: number,
    }),
  ),
});

export const waiting = members<Waiting>({
  since: number,
  climbed: number,
  posted: number,
  how: optional(loudness),
  at: optional(number),
  said: optional(oneOf<Said>({ thread: 1, channel: 1, oncall: 1 })),
  asked: optional(number),
});

/** What comes next. */
export const step = members<Step>({
  at: number,
  what: oneOf<Step['what']>({ ...loudnesses, again: 1, ask: 1, back: 1 }),
});

/** What must still be told outside of the thread. */
export const owed = members<Owed>({
  what: oneOf<Owed['what']>({ dm: 1, mail: 1, ask: 1 }),
  since: number,
});
