import type { Incident } from './incident.ts';
import { rootguard } from './log-line.ts';

/*
 * A channel that takes no edits keeps its card as it was, and the incident goes on in another one. When the channel is back, what
 * it kept is a card that says that nobody is on it, for ever.
 */

/** Whether a card may have been left behind in another channel, and nobody has looked since. */
export function mayHaveLeft({ card, log }: Incident): boolean {
  if (card === undefined) return false;
  const places = log.filter(({ did }) => did === 'posted' || did === 'moved');
  // Posted once, into the channel that it was meant for: there is nothing to leave.
  if (places.length < 2 && places[0]?.did !== 'moved') return false;
  const last = log.findLastIndex(({ did }) => did === 'posted' || did === 'moved');
  return !log.slice(last).some(({ did }) => did === 'pointed');
}

/** The pen laid down, and that all channels were looked through if they were. What the card shows does not change. */
export function withLooked({ pen: _, ...rest }: Incident, all: boolean, now: number): Incident {
  const line = { at: now, by: rootguard, did: 'pointed' } as const;
  return { ...rest, log: all ? [...rest.log, line] : rest.log, version: rest.version + 1 };
}
