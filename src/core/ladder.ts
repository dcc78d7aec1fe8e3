import type { Ladder, Loudness, Rung, SeverityLadder } from './escalation.ts';
import { isSeverity, type Severity } from './severity.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** What happens when nobody does anything, unless ROOTGUARD_ESCALATION says otherwise: ready made, so that no start parses it. */
export const defaultEscalation: Ladder = {
  critical: {
    rungs: [
      { how: 'thread', after: 5 * minute },
      { how: 'channel', after: 10 * minute },
      { how: 'oncall', after: 15 * minute },
      { how: 'dm', after: 20 * minute },
      { how: 'mail', after: 30 * minute },
    ],
    again: hour,
    ask: hour,
    back: 30 * minute,
  },
  high: {
    rungs: [
      { how: 'thread', after: 15 * minute },
      { how: 'channel', after: 30 * minute },
      { how: 'oncall', after: hour },
      { how: 'mail', after: 4 * hour },
    ],
    again: 8 * hour,
    ask: 4 * hour,
    back: hour,
  },
  medium: {
    rungs: [
      { how: 'thread', after: hour },
      { how: 'channel', after: 4 * hour },
    ],
    again: day,
    ask: 8 * hour,
    back: 2 * hour,
  },
  low: { rungs: [], ask: day, back: day },
};

const loudnesses: readonly Loudness[] = ['thread', 'channel', 'oncall', 'dm', 'mail'];
const words: readonly string[] = [...loudnesses, 'again', 'ask', 'back'];
const units: Readonly<Record<string, number>> = { m: minute, h: hour, d: day };

/** The text of ROOTGUARD_ESCALATION cannot be understood; the message says where, and what is right. */
export class LadderError extends Error {
  override readonly name = 'LadderError';
}

/**
 * Reads a ladder: `severity=word@time,…` for each severity, separated by semicolons. The words are the rungs in their order
 * (`thread`, `channel`, `oncall`, `dm`, `mail`), `again`, `ask` and `back`; a time is a number and m, h or d. A severity that is
 * left out keeps its default; one with nothing after `=` is never called out. Throws LadderError.
 */
export function parseLadder(text: string): Ladder {
  const named = text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(parseSeverity);
  return { ...defaultEscalation, ...Object.fromEntries(named) };
}

/** The ladder without the rungs that nothing is set up for: no group to call, no address to write to. */
export function usable(
  ladder: Ladder,
  { group, mail }: { readonly group: boolean; readonly mail: boolean },
): Ladder {
  const works = ({ how }: Rung) => (how === 'mail' ? mail : how === 'oncall' || how === 'dm' ? group : true);
  const entries = Object.entries(ladder).map(([severity, { rungs, ...rest }]) => [
    severity,
    { ...rest, rungs: rungs.filter(works) },
  ]);
  return Object.fromEntries(entries) as Ladder;
}

/** Where nobody can be called and no e-mail goes out. */
export const defaultLadder: Ladder = usable(defaultEscalation, { group: false, mail: false });

function parseSeverity(part: string): readonly [Severity, SeverityLadder] {
  const [severity = '', words = '', ...rest] = part.split('=').map((each) => each.trim());
  if (!isSeverity(severity) || rest.length > 0 || !part.includes('='))
    throw new LadderError(`"${part}" is not "severity=word@time,…" with critical, high, medium or low`);
  const steps = words === '' ? [] : words.split(',').map(parseStep);
  const seen = steps.map(([word]) => word);
  const twice = seen.find((word, index) => seen.indexOf(word) !== index);
  if (twice !== undefined) throw new LadderError(`"${twice}" stands twice for ${severity}`);
  const rungs = steps.flatMap(([word, after]) => (isLoudness(word) ? [{ how: word, after }] : []));
  if (rungs.some(({ after }, index) => after < (rungs[index - 1]?.after ?? 0)))
    throw new LadderError(`the times of ${severity} must not go down`);
  return [severity, { rungs, ...Object.fromEntries(steps.filter(([word]) => !isLoudness(word))) }];
}

function parseStep(step: string): readonly [string, number] {
  const [word = '', time = ''] = step.trim().split('@');
  const [, n, unit = ''] = /^(\d{1,4})([mhd])$/.exec(time) ?? [];
  const ms = Number(n) * (units[unit] ?? 0);
  if (!words.includes(word) || !(ms > 0))
    throw new LadderError(
      `"${step.trim()}" is not word@time, such as oncall@15m; the words are ${words.join(', ')}`,
    );
  return [word, ms];
}

function isLoudness(word: string): word is Loudness {
  return loudnesses.some((each) => each === word);
}
