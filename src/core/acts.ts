import { fresh } from './escalation.ts';
import { type Act, changed, type Incident } from './incident.ts';

/**
 * What people do to an incident, as pure functions: the incident after it, or why not. A refusal changes nothing. No act opens
 * what is explained, however late it comes.
 */

/** Why an act was refused. */
export type Refusal =
  /** Somebody else is on it. */
  | 'taken'
  /** This person is on it already. */
  | 'yours'
  /** Nobody is on it. */
  | 'nobody'
  | 'explained'
  /** The same form, message or press came twice. */
  | 'again'
  /** The log holds no more. */
  | 'full'
  | 'needs-reason'
  | 'needs-plan'
  /** "Not us" was said already. */
  | 'denied'
  /** Nobody said "not us". */
  | 'not-denied'
  | 'nothing-to-confirm'
  /** Somebody explained it anew since the person looked. */
  | 'another-proposal'
  /** The person gave the explanation that a second one must confirm. */
  | 'own'
  /** AWS shows that a step is not done, or that it is. */
  | 'not-shown'
  | 'shown'
  /** The person planned it, asked for it, or said that it was them. */
  | 'involved';

/** The incident after an act, or why not. */
export type Acted = Incident | Refusal;

/** Somebody is on it. Never taken over silently: that is an act of its own. */
export function acknowledged(incident: Incident, act: Act): Acted {
  if (incident.state === 'explained') return 'explained';
  if (incident.state === 'acknowledged') return incident.acknowledged?.by === act.by ? 'yours' : 'taken';
  return owned(incident, act, { ...act, did: 'acknowledged' });
}

/**
 * Somebody takes it over from the owner whom they saw: `seen` is when that one took it, in ms since the epoch; undefined for
 * whoever it is.
 */
export function takenOver(incident: Incident, act: Act, seen?: number): Acted {
  const { state, acknowledged: owner } = incident;
  if (state !== 'acknowledged' || owner === undefined) return acknowledged(incident, act);
  if (owner.by === act.by) return 'yours';
  if (seen !== undefined && owner.at !== seen) return 'taken';
  return owned(incident, act, { ...act, did: 'took-over', from: owner.name });
}

/** Nobody is on it any more. Anybody who may act may say so, because the owner may be away. */
export function letGo(incident: Incident, act: Act): Acted {
  const { acknowledged: owner, owed: _, ...rest } = incident;
  if (incident.state === 'explained') return 'explained';
  if (incident.state === 'open' || owner === undefined) return 'nobody';
  return changed(
    { ...rest, state: 'open', waiting: fresh(act.at, incident.waiting.posted) },
    { ...act, did: 'let-go', from: owner.name },
  );
}

/** The owner goes on: they are asked again later. */
export function stillOnIt(incident: Incident, act: Act): Acted {
  if (incident.state === 'explained') return 'explained';
  if (incident.state === 'open') return 'nobody';
  if (incident.acknowledged?.by !== act.by) return 'taken';
  if (incident.waiting.asked === undefined) return 'again';
  return changed(
    { ...incident, waiting: fresh(act.at, incident.waiting.posted) },
    { ...act, did: 'still-on-it' },
  );
}

/** As long as a note or a reason may be, in UTF-16 units: what Slack counts, and far below its 3,000 for a text. */
export const longestText = 2_000;

/** All that people wrote about one incident, in UTF-16 units: its item may hold 400 KB, and one unit takes up to 3 bytes. */
const mostText = 60_000;

/** More lines than people write about one incident, and far below what its item holds. */
const mostLines = 600;

/** Somebody writes something down, also after it was explained. `source` names the form or the message that it came from. */
export function noted(
  incident: Incident,
  act: Act,
  note: { readonly text: string; readonly source: string; readonly author?: string },
): Acted {
  if (incident.log.some(({ did, source }) => did === 'noted' && source === note.source)) return 'again';
  if (isFull(incident, note.text)) return 'full';
  return changed(incident, { ...act, did: 'noted', ...note });
}

/** Whether the log holds no more. Explaining is always possible. */
export function isFull({ log }: Incident, text = ''): boolean {
  const written = log.reduce((sum, line) => sum + (line.text?.length ?? 0), text.length);
  return written > mostText || log.length >= mostLines;
}

function owned(incident: Incident, act: Act, line: Incident['log'][number]): Acted {
  if (isFull(incident)) return 'full';
  const { owed: _, ...rest } = incident;
  return changed(
    { ...rest, state: 'acknowledged', acknowledged: act, waiting: fresh(act.at, incident.waiting.posted) },
    line,
  );
}
