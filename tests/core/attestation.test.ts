import fc from 'fast-check';
import {
  type Answer,
  type Attestation,
  newAttestation,
  overdue,
  raises,
  type Said,
  withAnswer,
  withAsked,
} from '../../src/core/attestation.ts';
import { mostCustodians, noCustodians, withCustodian, withoutCustodian } from '../../src/core/custodian.ts';

const now = Date.parse('2026-11-24T05:00:00Z');
const minute = 60_000;
const people = ['U0KIM', 'U0LEE', 'U0SAM'].map((user) => ({ user, name: user.slice(2) }));
const about = { incident: 'RG-1', account: '111122223333' };
const question = () => newAttestation(about, people, now, 15 * minute);
const answer = (by: string, said: Said, at = now + minute, reason?: string): Answer => ({
  by,
  name: by.slice(2),
  at,
  said,
  ...(reason !== undefined && { reason }),
});
const answered = (...answers: readonly Answer[]) =>
  answers.reduce<Attestation>((seen, one) => withAnswer(seen, one) ?? seen, question());

describe('a question to custodians', () => {
  test('is decided by the first who says that it was them', () => {
    const decided = answered(answer('U0LEE', 'not-me'), answer('U0KIM', 'me', now + 2 * minute, 'Tax form'));
    expect(decided.verdict).toEqual({ outcome: 'claimed', at: now + 2 * minute });
  });

  test('waits for everybody before it is a denial', () => {
    const two = [answer('U0KIM', 'not-me'), answer('U0LEE', 'not-me')];
    expect(answered(...two).verdict).toBeUndefined();
    expect(answered(...two, answer('U0SAM', 'not-me')).verdict?.outcome).toBe('denied');
    expect(answered(...two, answer('U0SAM', 'unknown')).verdict?.outcome).toBe('unclaimed');
  });

  test('does not wait for people who left', () => {
    const gone = withAsked(question(), 'U0SAM', { unreachable: 'user_disabled' }, now);
    const two = [answer('U0KIM', 'not-me'), answer('U0LEE', 'not-me')];
    const decided = two.reduce<Attestation>((seen, one) => withAnswer(seen, one) ?? seen, gone);
    expect(decided.verdict?.outcome).toBe('denied');
  });

  test('that can reach nobody says so at once', () => {
    const gone = people.reduce(
      (seen, { user }) => withAsked(seen, user, { unreachable: 'user_disabled' }, now),
      question(),
    );
    expect(gone.verdict?.outcome).toBe('unreachable');
  });

  test('is closed by its deadline, once', () => {
    expect(overdue(question(), now + 15 * minute - 1)).toBeUndefined();
    const silent = overdue(question(), now + 15 * minute);
    expect(silent?.verdict?.outcome).toBe('silent');
    expect(overdue(silent as Attestation, now + 16 * minute)).toBeUndefined();
  });

  test('keeps its verdict, whatever is said afterwards; what is said is kept, too', () => {
    const silent = overdue(question(), now + 15 * minute) as Attestation;
    const late = withAnswer(silent, answer('U0KIM', 'me', now + 20 * minute, 'On a train'));
    expect(late?.verdict).toEqual(silent.verdict);
    expect(late?.answers).toHaveLength(1);
  });

  test('takes no answer of somebody who was not asked, nor the same answer twice', () => {
    expect(withAnswer(question(), answer('U0EVE', 'me'))).toBeUndefined();
    const once = answered(answer('U0KIM', 'not-me'));
    expect(withAnswer(once, answer('U0KIM', 'not-me', now + 5 * minute))).toBeUndefined();
    expect(withAnswer(once, answer('U0KIM', 'unknown', now + 5 * minute))?.answers).toHaveLength(2);
  });

  test('never ends well unless somebody says that it was them in time', () => {
    const step = fc.record({
      by: fc.constantFrom('U0KIM', 'U0LEE', 'U0SAM', 'U0EVE'),
      said: fc.constantFrom<Said>('me', 'not-me', 'unknown'),
      at: fc.integer({ min: now, max: now + 30 * minute }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const inOrder = [...steps].sort((a, b) => a.at - b.at);
        let seen = question();
        for (const { by, said, at } of inOrder) {
          seen = overdue(seen, at) ?? seen;
          seen = withAnswer(seen, answer(by, said, at)) ?? seen;
        }
        seen = overdue(seen, now + 31 * minute) ?? seen;
        expect(seen.verdict).toBeDefined();
        const { verdict } = seen;
        const claims = seen.answers.filter(({ said, at }) => said === 'me' && at < seen.deadline);
        if (verdict !== undefined && !raises(verdict)) expect(claims.length).toBeGreaterThan(0);
        expect(seen.answers.every(({ by }) => by !== 'U0EVE')).toBe(true);
      }),
    );
  });
});

describe('the custodians of an account', () => {
  const act = { by: 'U0KIM', name: 'Kim', at: now };

  test('are added and removed, each once, and every change leaves a line', () => {
    const one = withCustodian(noCustodians('111122223333'), { user: 'U0LEE', name: 'Lee' }, act);
    if (one === undefined) throw new Error('not added');
    expect(withCustodian(one, { user: 'U0LEE', name: 'Lee' }, act)).toBeUndefined();
    const none = withoutCustodian(one, 'U0LEE', act);
    expect(none?.people).toEqual([]);
    expect(none?.log.map(({ did, user }) => `${did} ${user}`)).toEqual(['added U0LEE', 'removed U0LEE']);
    expect(withoutCustodian(none ?? one, 'U0LEE', act)).toBeUndefined();
  });

  test('are not a crowd', () => {
    let list = noCustodians('111122223333');
    for (let number = 0; number < 30; number += 1)
      list = withCustodian(list, { user: `U${number}`, name: `${number}` }, act) ?? list;
    expect(list.people).toHaveLength(mostCustodians);
  });
});
