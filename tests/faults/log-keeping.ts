import { fromAttribute, type Item } from '../../src/aws/attribute-value.ts';
import type { Incident } from '../../src/core/incident.ts';
import { at } from '../../src/core/json.ts';
import type { Deed } from '../../src/core/log-line.ts';
import { eventsIn } from '../../src/core/tally.ts';

/**
 * Watches the writes of one table: what a write changes in an incident without a line in its log. Every change of state must
 * leave one, and none may go.
 */
export function createLogKeeper(): (before: Item | undefined, after: Item | undefined) => readonly string[] {
  const last = new Map<string, Incident>();
  return (before, after) => {
    if (at(after?.sk ?? before?.sk, 'S') !== 'INCIDENT') return [];
    if (after?.document === undefined) return ['an incident was deleted'];
    const next = fromAttribute(after.document) as Incident;
    const seen = last.get(next.id);
    last.set(next.id, next);
    return unlogged(seen, next);
  };
}

function unlogged(seen: Incident | undefined, next: Incident): readonly string[] {
  if (seen === undefined) return did(next, 'opened') === 1 ? [] : [`${next.id}: opened, without a line`];
  // Written a second time by a transport that had lost the first answer: the same, and no change.
  if (next.version === seen.version && isSame(seen, next)) return [];

  const wrong: string[] = [];
  const must = (holds: boolean, what: string) => {
    if (!holds) wrong.push(`${next.id}: ${what}`);
  };
  must(next.version === seen.version + 1, `version ${seen.version} became ${next.version}`);
  const more = (deed: Deed) => did(next, deed) - did(seen, deed);
  const moved = next.card !== undefined && next.card.ts !== seen.card?.ts;
  must(!moved || more('posted') + more('moved') === 1, 'a new card, without a line');
  must(isSame(next.mailed, seen.mailed) || more('mailed') === 1, 'an e-mail, without a line');
  const steps = waysTo[next.state].reduce((sum, deed) => sum + more(deed), 0);
  must(seen.state === next.state || steps === 1, `${seen.state} became ${next.state}, without a line`);
  must(seen.state !== 'explained' || next.state !== 'acknowledged', 'an act opened what was explained');
  must(
    isSame(seen.acknowledged, next.acknowledged) || people.some((deed) => more(deed) === 1),
    'another owner, without a line',
  );
  must(joins(next) - joins(seen) === eventsIn(next.tally) - eventsIn(seen.tally), 'joined, without a line');
  const rose = next.findings[0]?.severity !== seen.findings[0]?.severity;
  must(!rose || more('rose') === 1, 'graver, without a line');
  const kept = seen.log.filter(isForEver);
  must(isSame(kept, next.log.filter(isForEver).slice(0, kept.length)), 'a line of its log was changed');
  return wrong;
}

/** By which deeds an incident comes into a state. */
const waysTo: Readonly<Record<Incident['state'], readonly Deed[]>> = {
  open: ['let-go', 'lapsed', 'reopened'],
  acknowledged: ['acknowledged'],
  explained: ['explained', 'confirmed'],
};

/** By which deeds it comes to another owner, or to none. */
const people: readonly Deed[] = ['acknowledged', 'took-over', 'let-go', 'lapsed', 'reopened'];

function did({ log }: Incident, deed: Deed): number {
  return log.filter((line) => line.did === deed).length;
}

function joins({ log }: Incident): number {
  return log.reduce((sum, line) => sum + (line.did === 'joined' ? (line.n ?? 0) : 0), 0);
}

/** Events that join one after the other share a line, which grows. */
function isForEver(line: Incident['log'][number]): boolean {
  return line.did !== 'joined';
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
