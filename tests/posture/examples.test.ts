import { checks } from '../../src/posture/index.generated.ts';

const cases = Object.entries(checks).flatMap(([id, check]) =>
  check.examples().map((example) => ({ id, check, example })),
);

describe('every check keeps the promises of its examples', () => {
  test.each(cases.map(({ id, check, example }) => [`${id}: ${example.name}`, check, example] as const))(
    '%s',
    (_, check, example) => {
      const verdict = check.judge(example.facts);
      expect(verdict.outcome).toBe(example.gives);
      expect(verdict.says.en).toMatch(/^\p{Lu}.*\.$/u);
      expect(verdict.says.ko).toMatch(/\p{Script=Hangul}/u);
    },
  );

  test.each(Object.entries(checks))(
    '%s has an example in which AWS does not tell, and it is never a pass',
    (_, check) => {
      const outcomes = check.examples().map(({ gives }) => gives);
      expect(outcomes).toContain('unknown');
      expect(outcomes).toContain('pass');
    },
  );
});
