import type { ExplainFlaw } from '../../src/blocks/explain-flaws.ts';
import { acknowledged, letGo, noted, type Refusal, takenOver } from '../../src/core/acts.ts';
import { type Ladder, scheduled, steppedOn } from '../../src/core/escalation.ts';
import { confirmed, explainedAs } from '../../src/core/explaining.ts';
import type { Act, Incident } from '../../src/core/incident.ts';
import { defaultEscalation } from '../../src/core/ladder.ts';

/** Every way in which an act is refused; one that is added does not compile before it stands here. */
export const refusals: Readonly<Record<Refusal, 1>> = {
  taken: 1,
  yours: 1,
  nobody: 1,
  explained: 1,
  again: 1,
  full: 1,
  'needs-reason': 1,
  'needs-plan': 1,
  denied: 1,
  'not-denied': 1,
  'nothing-to-confirm': 1,
  'another-proposal': 1,
  own: 1,
  'not-shown': 1,
  shown: 1,
  involved: 1,
};

/** Everything that can be wrong with an explanation. */
export const flaws: Readonly<Record<ExplainFlaw, 1>> = {
  'no-verdict': 1,
  'needs-reason': 1,
  'needs-findings': 1,
  'needs-plan': 1,
  'no-such-plan': 1,
  'too-long': 1,
};

/** Every rung, as where a group and an address are set. */
export const wholeLadder: Ladder = defaultEscalation;

const minute = 60_000;
const hostile = 'Kim <!channel> `x` *b*';

/** An incident in every state that its life can bring, with hostile names and texts in it. */
export function livesOf(incident: Incident, ladder = wholeLadder): readonly Incident[] {
  const { openedAt } = incident;
  const kim = (minutes: number): Act => ({ by: 'U0KIM', name: hostile, at: openedAt + minutes * minute });
  const lee = (minutes: number): Act => ({ by: 'U0LEE', name: 'Lee', at: openedAt + minutes * minute });
  const text = `${'루트 <!here> <@U0KIM> `x` '.repeat(70)}`;
  const acked = done(acknowledged(incident, kim(2)));
  const taken = done(takenOver(acked, lee(3), acked.acknowledged?.at));
  const free = done(letGo(taken, kim(4)));
  const note = done(noted(taken, kim(4), { text, source: 'V1', author: hostile }));
  const denied = done(explainedAs(taken, kim(5), { verdict: 'not-us', text }, ladder));
  const said = done(
    explainedAs(note, kim(6), { verdict: 'planned', plan: 12, text, plannedBy: 'U0SAM' }, ladder),
  );
  const closed = said.state === 'explained' ? said : done(confirmed(said, lee(7), said.proposed?.at));
  const late = steppedOn(incident, ladder, openedAt + 300 * minute) ?? incident;
  const asked = steppedOn(acked, ladder, openedAt + 3_000 * minute) ?? acked;
  const all = [incident, acked, taken, free, note, denied, said, closed, late, asked];
  return all.map((each) => scheduled(each, ladder));
}

/** The incident after an act that must not be refused. */
export function done(acted: Incident | string): Incident {
  if (typeof acted === 'string') throw new Error(`It was refused: ${acted}`);
  return acted;
}
