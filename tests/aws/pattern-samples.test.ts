import fc from 'fast-check';
import { matchesPattern } from '../../sandbox/aws/event-pattern.ts';
import { hubRuleTemplates } from '../../src/aws/hub-template.generated.ts';
import { patternSamples } from '../../src/aws/pattern-samples.ts';
import type { JsonObject } from '../../src/core/json.ts';

const samplesOf = (pattern: JsonObject) => patternSamples(pattern, '444455556666', 'eu-west-1');

test.each(hubRuleTemplates.map(({ name, pattern }) => [name, JSON.parse(pattern)] as const))(
  'the rule %s lets all of its samples through, and each has a name',
  (_, pattern) => {
    const samples = samplesOf(pattern);
    expect(samples.length).toBeGreaterThan(0);
    for (const { name, event } of samples) {
      expect(name).not.toBe('');
      expect(matchesPattern(pattern, event)).toBe(true);
    }
  },
);

test('without any one of its values or alternatives, a pattern loses a sample', () => {
  for (const { pattern: text } of hubRuleTemplates) {
    const pattern: JsonObject = JSON.parse(text);
    const samples = samplesOf(pattern);
    for (const less of lessThan(pattern))
      expect(samples.every(({ event }) => matchesPattern(less as JsonObject, event))).toBe(false);
  }
});

test('whatever a pattern is made of, its samples get through', () => {
  const text = fc.stringMatching(/^[a-z.]{1,6}$/);
  const matcher = fc.oneof(
    text,
    fc.record({ prefix: text }),
    fc.record({ suffix: text }),
    text.map((part) => ({ wildcard: `*${part}*` })),
    fc.array(fc.constantFrom('one', 'two'), { minLength: 1 }).map((values) => ({ 'anything-but': values })),
    fc.boolean().map((exists) => ({ exists })),
  );
  const leaf = fc.array(matcher, { minLength: 1, maxLength: 4 });
  const fields = (names: readonly [string, ...string[]]) =>
    fc.dictionary(fc.constantFrom(...names), leaf, { minKeys: 1 }) as fc.Arbitrary<JsonObject>;
  const pattern = fc
    .record({
      source: leaf,
      inside: fc.array(fields(['eventName', 'eventSource']), { minLength: 2, maxLength: 3 }),
      outside: fields(['region', 'detail-type']),
    })
    .map(({ source, inside, outside }) => ({
      source,
      ...outside,
      $or: inside.map((detail) => ({ detail })),
    }));
  fc.assert(
    fc.property(pattern, (made) => {
      // EventBridge tests no event without a source: a pattern that wants none of it lets nothing through there either.
      fc.pre(!JSON.stringify(made).includes('"exists":false'));
      for (const { event } of samplesOf(made)) expect(matchesPattern(made, event)).toBe(true);
    }),
  );
});

test('what it can make no event for is said, and not passed over', () => {
  expect(() => samplesOf({ source: [{ cidr: '192.0.2.0/24' }] })).toThrow('no sample for the matcher');
});

/** The pattern without one member of one of its lists of two or more, in every way. */
function lessThan(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) {
    const nested = value.flatMap((member, index) => lessThan(member).map((less) => value.with(index, less)));
    // Of two alternatives, one alone would be no `$or`.
    const shorter = value.length > 2 ? value.map((_, index) => value.toSpliced(index, 1)) : [];
    return [...shorter, ...nested];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    lessThan(member).map((less) => ({ ...value, [key]: less })),
  );
}
