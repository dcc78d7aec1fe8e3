import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { acknowledged, letGo, noted, stillOnIt, takenOver } from '../../src/core/acts.ts';
import { type Ladder, nextStep, scheduled, steppedOn, stepsAhead } from '../../src/core/escalation.ts';
import { confirmed, explainedAs } from '../../src/core/explaining.ts';
import type { Act, Incident } from '../../src/core/incident.ts';
import { defaultEscalation, LadderError, parseLadder, usable } from '../../src/core/ladder.ts';
import { strayReplies } from '../../src/core/thread.ts';
import { incidentOf, openingTime } from '../support/incidents.ts';
import { done, livesOf, wholeLadder } from '../support/lives.ts';

const minute = 60_000;
const at = (minutes: number) => openingTime + minutes * minute;
const kim = (minutes: number): Act => ({ by: 'U0KIM', name: 'Kim', at: at(minutes) });
const lee = (minutes: number): Act => ({ by: 'U0LEE', name: 'Lee', at: at(minutes) });
const words = (incident: Incident, ladder: Ladder) =>
  stepsAhead(incident, ladder).map((step) => `${step.what}@${(step.at - openingTime) / minute}`);

describe('the text of a ladder', () => {
  test('is understood, and what is left out keeps its default', () => {
    const ladder = parseLadder(' critical = channel@1m, mail@2h ,again@1d;low=; ');
    expect(ladder.critical).toEqual({
      rungs: [
        { how: 'channel', after: minute },
        { how: 'mail', after: 120 * minute },
      ],
      again: 1_440 * minute,
    });
    expect(ladder.low).toEqual({ rungs: [] });
    expect(ladder.high).toEqual(parseLadder('').high);
    expect(parseLadder('')).toEqual(defaultEscalation);
  });

  test('the default is as docs/operations.md writes it', () => {
    const page = readFileSync(join(__dirname, '../../docs/operations.md'), 'utf8');
    const written = page.match(/^(critical|high|medium|low)=.*$/gm)?.join('') ?? '';
    expect(parseLadder(written)).toEqual(defaultEscalation);
    expect(written.split(';').map((part) => part.split('=')[0])).toEqual(Object.keys(defaultEscalation));
  });

  test.each([
    ['urgent=thread@5m', 'severity=word@time'],
    ['critical', 'severity=word@time'],
    ['critical=shout@5m', 'is not word@time'],
    ['critical=thread@5', 'is not word@time'],
    ['critical=thread@0m', 'is not word@time'],
    ['critical=thread@99999m', 'is not word@time'],
    ['critical=thread@5m,thread@6m', 'stands twice'],
    ['critical=thread@5m,channel@4m', 'must not go down'],
    ['critical=channel@5m=3', 'severity=word@time'],
  ])('%s is refused with words', (text, why) => {
    expect(() => parseLadder(text)).toThrow(LadderError);
    expect(() => parseLadder(text)).toThrow(why);
  });

  test('leaves out what nothing is set up for', () => {
    const bare = usable(wholeLadder, { group: false, mail: false });
    expect(bare.critical.rungs.map(({ how }) => how)).toEqual(['thread', 'channel']);
  });
});

describe('what comes next', () => {
  test('is told ahead, until it goes round', () => {
    expect(words(incidentOf(), wholeLadder)).toEqual([
      'thread@5',
      'channel@10',
      'oncall@15',
      'dm@20',
      'mail@30',
      'again@90',
    ]);
    const acked = done(acknowledged(incidentOf(), kim(7)));
    expect(words(acked, wholeLadder).slice(0, 3)).toEqual(['ask@67', 'back@97', 'thread@102']);
  });

  test('begins anew when it becomes nobody’s again', () => {
    const acked = done(acknowledged(incidentOf(), kim(7)));
    const free = done(letGo(acked, lee(8)));
    expect(words(free, wholeLadder)[0]).toBe('thread@13');
  });

  test('is asked anew of an owner who goes on', () => {
    const asked = steppedOn(done(acknowledged(incidentOf(), kim(0))), wholeLadder, at(61));
    if (asked === undefined) throw new Error('Nobody was asked.');
    expect(nextStep(asked, wholeLadder)).toEqual({ at: at(91), what: 'back' });
    expect(stillOnIt(asked, lee(62))).toBe('taken');
    const on = done(stillOnIt(asked, kim(62)));
    expect(nextStep(on, wholeLadder)).toEqual({ at: at(122), what: 'ask' });
    expect(stillOnIt(on, kim(63))).toBe('again');
  });

  test('is nobody’s again when the owner does not answer', () => {
    const acked = done(acknowledged(incidentOf(), kim(0)));
    const asked = steppedOn(acked, wholeLadder, at(60)) ?? acked;
    const back = steppedOn(asked, wholeLadder, at(90));
    expect(back).toMatchObject({ state: 'open', waiting: { since: at(90), climbed: 0 } });
    expect(back?.acknowledged).toBeUndefined();
    expect(back?.log.at(-1)).toMatchObject({ did: 'lapsed', from: 'Kim' });
    expect(back?.version).toBe(asked.version + 1);
  });

  test('is done at once when time was skipped, with one reminder and everything that is owed', () => {
    const late = steppedOn(incidentOf(), wholeLadder, at(45));
    expect(late).toMatchObject({
      version: 2,
      owed: [
        { what: 'dm', since: at(45) },
        { what: 'mail', since: at(45) },
      ],
      waiting: { climbed: 5, how: 'mail', said: 'oncall', posted: 3 },
    });
    expect(late && nextStep(late, wholeLadder)).toEqual({ at: at(105), what: 'again' });
  });

  test('ends when it is explained', () => {
    const said = done(explainedAs(incidentOf(), kim(1), { verdict: 'unplanned', text: 'x' }, wholeLadder));
    expect(nextStep(said, wholeLadder)?.what).toBe('thread');
    const closed = done(confirmed(said, lee(2)));
    expect(stepsAhead(closed, wholeLadder)).toEqual([]);
    expect(steppedOn(closed, wholeLadder, at(100_000))).toBeUndefined();
  });

  test('"not us" calls everybody at once, whoever is on it', () => {
    for (const incident of [incidentOf(), done(acknowledged(incidentOf(), kim(0)))]) {
      const denied = done(explainedAs(incident, lee(1), { verdict: 'not-us' }, wholeLadder));
      expect(denied.owed?.map(({ what }) => what)).toEqual(['dm', 'mail']);
      expect(denied.waiting).toMatchObject({ said: 'oncall', posted: 1 });
      expect(denied.version).toBe(incident.version + 1);
      expect(explainedAs(denied, kim(2), { verdict: 'not-us' }, wholeLadder)).toBe('denied');
    }
  });
});

describe('whatever people and time do', () => {
  type Doing = (incident: Incident, who: Act, n: number) => Incident | string | undefined;
  const doings: readonly Doing[] = [
    acknowledged,
    letGo,
    stillOnIt,
    (incident, who, n) => takenOver(incident, who, n % 2 === 0 ? undefined : incident.acknowledged?.at),
    (incident, who, n) => noted(incident, who, { text: 'x', source: String(n % 5) }),
    (incident, who) => explainedAs(incident, who, { verdict: 'unplanned', text: 'x' }, wholeLadder),
    (incident, who) =>
      explainedAs(incident, who, { verdict: 'planned', plan: 12, plannedBy: 'U0KIM' }, wholeLadder),
    (incident, who, n) =>
      n % 3 === 0 ? explainedAs(incident, who, { verdict: 'not-us' }, wholeLadder) : undefined,
    (incident, who) => explainedAs(incident, who, { verdict: 'dealt-with', text: 'x' }, wholeLadder),
    confirmed,
    (incident, who) => steppedOn(incident, wholeLadder, who.at),
  ];
  const lives = fc.array(
    fc.record({ doing: fc.nat(doings.length - 1), who: fc.nat(2), wait: fc.nat(100), n: fc.nat(20) }),
    { maxLength: 40 },
  );

  test('every change is one version and a line in the log; a refusal is none; what is explained stays so', () => {
    fc.assert(
      fc.property(lives, (acts) => {
        let incident = incidentOf();
        let minutes = 0;
        for (const { doing, who, wait, n } of acts) {
          minutes += wait;
          const person = { by: ['U0KIM', 'U0LEE', 'U0SAM'][who] ?? '', name: 'x', at: at(minutes) };
          const before = JSON.stringify(incident);
          const next = doings[doing]?.(incident, person, n);
          expect(JSON.stringify(incident)).toBe(before);
          if (next === undefined || typeof next === 'string') continue;
          expect(next.version).toBe(incident.version + 1);
          expect(next.log.length).toBeGreaterThan(incident.log.length);
          expect(next.content).toBeGreaterThan(incident.content);
          if (incident.state === 'explained') expect(next.state).toBe('explained');
          if (next.state === 'acknowledged') expect(next.acknowledged).toBeDefined();
          if (next.state === 'explained') {
            expect(next.owed).toBeUndefined();
            expect(next.explained?.confirmed?.by).not.toBe(next.explained?.by);
            expect(next.explained?.confirmed).toBeDefined();
            expect([next.explained?.by, next.explained?.confirmed?.by]).not.toContain(
              next.explained?.plannedBy,
            );
          }
          incident = scheduled(next, wholeLadder);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('one reminder is shown at a time', () => {
    for (const each of livesOf(incidentOf())) {
      const thread = Array.from({ length: each.waiting.posted }, (_, n) => ({
        key: `remind-${n + 1}`,
        ts: String(n),
        shows: 'x',
      }));
      expect(strayReplies({ ...each, thread })).toHaveLength(Math.max(0, each.waiting.posted - 1));
    }
  });
});
