import type { Acted } from './acts.ts';
import { type Act, changed, type Incident } from './incident.ts';
import { type LogLine, rootguard } from './log-line.ts';
import type { Outcome } from './posture.ts';

/**
 * What to do when it was not us: a checklist with owners. Some steps AWS can show: a check of root's state proves them, and
 * ticks them by itself; what it shows to be undone again is unticked. The others are told by people.
 */
export const playbookSteps = {
  /** Nobody can sign out root's sessions but by a new password, and IAM cannot touch root. */
  password: undefined,
  /** AWS shows whether root has MFA, but not whose it is. */
  devices: undefined,
  keys: 'root-access-keys',
  mfa: 'root-mfa',
  trail: 'trail-logging',
  traces: undefined,
  contacts: undefined,
  support: undefined,
} as const satisfies Readonly<Record<string, string | undefined>>;

/** One step of the playbook. */
export type PlaybookStep = keyof typeof playbookSteps;

/** All steps, in the order in which they are done. */
export const stepsInOrder = Object.keys(playbookSteps) as readonly PlaybookStep[];

/** What is known about one step. */
export interface StepState {
  readonly step: string;
  /** Who does it. */
  readonly owner?: Act;
  /** Who did it; `rootguard` where AWS shows it. */
  readonly done?: Act;
  /** What AWS showed last, and when (ms since the epoch). */
  readonly seen?: { readonly outcome: Outcome; readonly at: number };
}

/** What a person can do with a step: it is theirs; it is done; it is not. */
export type StepVerb = 'mine' | 'done' | 'undone';

/** The state of every step, in order. */
export function checklist({ playbook = [] }: Incident): readonly StepState[] {
  return stepsInOrder.map((step) => playbook.find((state) => state.step === step) ?? { step });
}

/** The check that can show a step, if one can. */
export function proofOf(step: string): string | undefined {
  return isStep(step) ? playbookSteps[step] : undefined;
}

/** The checks that show steps: what AWS is asked about while it was not us. */
export function proofs(): readonly string[] {
  return Object.values(playbookSteps).filter((check) => check !== undefined);
}

/** Whether a text names a step. */
export function isStep(step: string): step is PlaybookStep {
  return Object.hasOwn(playbookSteps, step);
}

/** A person does something with a step. What AWS shows to be done cannot be said to be undone, nor the other way round. */
export function stepChanged(incident: Incident, act: Act, step: PlaybookStep, verb: StepVerb): Acted {
  if (incident.state === 'explained') return 'explained';
  if (incident.denied === undefined) return 'not-denied';
  const state = checklist(incident).find((each) => each.step === step) ?? { step };
  const shown = proofOf(step) === undefined ? undefined : state.seen?.outcome;
  const { done, ...rest } = state;
  if (verb === 'mine') {
    if (state.owner?.by === act.by) return 'again';
    return withStep(incident, { ...state, owner: act }, { ...act, did: 'took-step', step });
  }
  if (verb === 'done') {
    if (done !== undefined) return 'again';
    if (shown === 'fail') return 'not-shown';
    return withStep(incident, { ...state, done: act }, { ...act, did: 'ticked', step });
  }
  if (done === undefined) return 'again';
  if (shown === 'pass') return 'shown';
  return withStep(incident, rest, { ...act, did: 'unticked', step });
}

/**
 * What AWS shows of the account now: a step that passes is ticked, one that fails is unticked; what AWS could not tell changes
 * nothing. Undefined if nothing is new since the last look. `now` is in ms since the epoch.
 */
export function rechecked(
  incident: Incident,
  outcomes: ReadonlyMap<string, Outcome>,
  now: number,
): Incident | undefined {
  if (incident.denied === undefined || incident.state === 'explained') return undefined;
  const before = checklist(incident);
  const after = before.map((state) => looked(state, outcomes.get(proofOf(state.step) ?? ''), now));
  if (after.every((state, index) => state === before[index])) return undefined;
  const turned = after.filter(
    ({ done }, index) => (done === undefined) !== (before[index]?.done === undefined),
  );
  const lines = turned.map(
    ({ step, done }): LogLine => ({
      at: now,
      by: rootguard,
      did: done === undefined ? 'unticked' : 'ticked',
      step,
    }),
  );
  return {
    ...incident,
    playbook: after,
    log: [...incident.log, ...lines],
    content: incident.content + 1,
    version: incident.version + 1,
  };
}

function looked(state: StepState, outcome: Outcome | undefined, now: number): StepState {
  if (outcome === undefined) return state;
  const passes = outcome === 'pass' || outcome === 'not-applicable';
  const { done, ...rest } = state;
  const seen = { outcome, at: now };
  if (passes) return { ...state, seen, done: done ?? { by: rootguard, name: 'AWS', at: now } };
  return outcome === 'fail' || outcome === 'warn' ? { ...rest, seen } : { ...state, seen };
}

function withStep(incident: Incident, state: StepState, line: Incident['log'][number]): Incident {
  const playbook = checklist(incident).map((each) => (each.step === state.step ? state : each));
  return changed({ ...incident, playbook }, line);
}
