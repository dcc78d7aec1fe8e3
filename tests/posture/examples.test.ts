import fc from 'fast-check';
import type { UnknownFact } from '../../src/core/fact.ts';
import { guides } from '../../src/guides/index.generated.ts';
import { checks } from '../../src/posture/index.generated.ts';
import { judgedExamples } from '../support/judged-examples.ts';

const cases = Object.entries(checks).flatMap(([id, check]) =>
  judgedExamples(check).map((example) => [`${id}: ${example.name}`, example, check] as const),
);

describe('every check keeps the promises of its examples', () => {
  test.each(cases)('%s', (_, { verdict, gives }) => {
    expect(verdict.outcome).toBe(gives);
    expect(verdict.says.en).toMatch(/^\p{Lu}.*\.$/u);
    expect(verdict.says.ko).toMatch(/\p{Script=Hangul}/u);
  });

  test.each(Object.entries(checks))(
    '%s has an example that passes, one that does not, and one in which AWS does not tell',
    (_, check) => {
      const outcomes = check.examples().map(({ gives }) => gives);
      expect(outcomes).toContain('unknown');
      expect(outcomes).toContain('pass');
      expect(outcomes.some((outcome) => outcome === 'fail' || outcome === 'warn')).toBe(true);
    },
  );

  test.each(Object.entries(checks))('%s names a guide that exists, or none', (_, { guide }) => {
    if (guide !== undefined) expect(Object.keys(guides)).toContain(guide);
  });

  test.each(Object.entries(checks))(
    '%s is told in both languages, with steps in both',
    (_, { title, remedy }) => {
      expect(title.ko).toMatch(/\p{Script=Hangul}/u);
      expect(remedy.ko).toHaveLength(remedy.en.length);
      for (const step of remedy.ko) expect(step).toMatch(/\p{Script=Hangul}/u);
    },
  );
});

describe('what could not be learnt is never a pass', () => {
  const unlearnt: UnknownFact = { known: false, cause: 'throttled', call: 'iam:Example' };

  test.each(Object.entries(checks))('%s, of which nothing is known', (_, check) => {
    const nothing = Object.fromEntries(check.needs.map((need) => [need, unlearnt]));
    for (const { judgedWith } of judgedExamples(check)) expect(judgedWith(nothing).outcome).toBe('unknown');
  });

  test.each(cases)('%s, whatever is hidden', (_, example, check) => {
    fc.assert(
      fc.property(fc.subarray([...(check.needs as readonly string[])], { minLength: 1 }), (hidden) => {
        const { outcome } = example.judgedWith(Object.fromEntries(hidden.map((need) => [need, unlearnt])));
        // Hiding a fact may make a verdict unknown or worse, but turns nothing into a pass.
        if (example.gives !== 'pass') expect(outcome).not.toBe('pass');
      }),
    );
  });
});
