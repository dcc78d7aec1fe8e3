import fc from 'fast-check';
import { chained, verified } from '../../src/core/evidence.ts';
import type { JsonObject } from '../../src/core/json.ts';

const entries = fc.array(
  fc.dictionary(fc.string(), fc.jsonValue()).map((entry) => JSON.parse(JSON.stringify(entry)) as JsonObject),
  { maxLength: 6 },
);
const linesOf = (text: string) => text.slice(0, -1).split('\n');

test('whatever is chained is whole, and its head is that of its last line', () => {
  fc.assert(
    fc.property(entries, (given) => {
      const { text, head } = chained(given);
      expect(verified(text)).toMatchObject({ flaws: [], head, entries: given.length });
      expect(
        linesOf(text)
          .map((line) => JSON.parse(line).entry)
          .slice(0, -1),
      ).toEqual(given);
    }),
  );
});

test('no line can be removed, moved, repeated or cut off', () => {
  fc.assert(
    fc.property(entries, fc.nat(), fc.nat(), (given, a, b) => {
      const { text } = chained(given);
      const lines = linesOf(text);
      const [one, other] = [a % lines.length, b % lines.length];
      const changes = [
        lines.toSpliced(one, 1),
        lines.toSpliced(one, 0, lines[other] ?? ''),
        lines.slice(0, one),
        ...(one === other ? [] : [lines.with(one, lines[other] ?? '').with(other, lines[one] ?? '')]),
      ];
      for (const change of changes)
        expect(verified(change.map((line) => `${line}\n`).join('')).flaws).not.toEqual([]);
    }),
  );
});

test('no character can be changed', () => {
  fc.assert(
    fc.property(entries, fc.nat(), fc.string({ minLength: 1, maxLength: 1 }), (given, where, character) => {
      const { text, head } = chained(given);
      const at = where % (text.length - 1);
      fc.pre(text[at] !== character);
      const seen = verified(text.slice(0, at) + character + text.slice(at + 1));
      expect(seen.flaws.length > 0 || seen.head !== head).toBe(true);
    }),
  );
});

test('a file that was made anew has another head, and that alone tells', () => {
  const honest = chained([{ type: 'a' }, { type: 'b' }]);
  const forged = chained([{ type: 'a' }]);
  expect(verified(forged.text).flaws).toEqual([]);
  expect(verified(forged.text).head).not.toBe(honest.head);
});

test('any text is judged, and none is whole by chance', () => {
  fc.assert(fc.property(fc.string(), (text) => expect(verified(text).flaws).not.toEqual([])));
});

test('says which line, and what is wrong with it', () => {
  const { text } = chained([{ type: 'a' }, { type: 'b' }, { type: 'c' }]);
  const lines = linesOf(text);
  const flaws = (changed: readonly string[]) => verified(changed.join('\n')).flaws;
  expect(flaws(lines.toSpliced(1, 1))).toEqual([
    { line: 2, what: 'not-after-the-one-before' },
    { line: 3, what: 'not-after-the-one-before' },
    { line: 3, what: 'no-end' },
  ]);
  expect(flaws(lines.with(1, (lines[1] ?? '').replace('"b"', '"x"')))).toEqual([
    { line: 2, what: 'changed' },
  ]);
  expect(flaws(lines.slice(0, 3))).toEqual([{ line: 3, what: 'no-end' }]);
  expect(flaws([...lines, lines[3] ?? ''])).toMatchObject([
    { line: 5, what: 'after-the-end' },
    { line: 5 },
    {},
  ]);
});
