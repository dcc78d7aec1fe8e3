import fc from 'fast-check';
import { createRecordCutter } from '../../src/cli/record-cutter.ts';

const object = fc.dictionary(
  fc.oneof(fc.string(), fc.constantFrom('Record', 'Recordss', '"Records"', '\\')),
  fc.jsonValue({ maxDepth: 4, stringUnit: 'grapheme' }),
);

/** What stands in a log, and the objects in it. */
const log = fc.array(object, { maxLength: 6 }).chain((objects) =>
  fc.record({
    objects: fc.constant(objects),
    text: fc.constantFrom<(space?: number) => string>(
      (space) =>
        JSON.stringify({ before: { Records: [1] }, Records: objects, after: [{}, ']'] }, null, space),
      (space) => JSON.stringify({ Events: objects, NextToken: '}' }, null, space),
      (space) => JSON.stringify(objects, null, space),
      (space) => JSON.stringify([[objects], [{ Records: [] }]], null, space),
      (space) => objects.map((each) => JSON.stringify(each, null, space)).join('\n'),
      (space) => objects.map((each) => JSON.stringify(each, null, space)).join(''),
    ),
  }),
);

test('cuts out exactly the objects of a log, wherever its chunks end', () => {
  fc.assert(
    fc.property(
      log,
      fc.constantFrom(undefined, 0, 1, 3),
      fc.integer({ min: 1, max: 40 }),
      ({ objects, text }, space, size) => {
        const bytes = Buffer.from(text(space));
        const cut = cutting(bytes, size);
        expect(cut.broken).toEqual([]);
        expect(cut.objects.map(({ value }) => value)).toEqual(
          objects.map((each) => JSON.parse(JSON.stringify(each))),
        );
        for (const { offset } of cut.objects) expect(bytes[offset]).toBe('{'.charCodeAt(0));
      },
    ),
  );
});

test('finds the same in any chunks, whatever is broken, and always comes to an end', () => {
  const pieces = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    '"',
    '\\',
    '\n',
    ',',
    ':',
    '1',
    '?',
    '{"a":1}',
    '"Records":[',
    '{}',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 60 }), fc.integer({ min: 1, max: 10 }), (parts, size) => {
      const bytes = Buffer.from(parts.join(''));
      expect(raw(bytes, size)).toEqual(raw(bytes, 1_000_000));
    }),
    { numRuns: 2_000 },
  );
});

test('a line that was cut off does not take the next ones with it', () => {
  const cut = cutting(Buffer.from('{"a":{"b":1,\n{"c":2}\n{"d":"\n{"e":3}\n'), 7);
  expect(cut.objects.map(({ value }) => value)).toEqual([{ c: 2 }, { e: 3 }]);
  expect(cut.broken).toHaveLength(2);
});

function raw(bytes: Buffer, size: number) {
  const found: unknown[] = [];
  const cutter = createRecordCutter({
    object: (each, offset) => found.push([offset, each.toString()]),
    broken: (offset, cause) => found.push([offset, cause]),
  });
  for (let at = 0; at < bytes.length; at += size) cutter.push(bytes.subarray(at, at + size));
  cutter.end();
  return found;
}

function cutting(bytes: Buffer, size: number) {
  const objects: { value: unknown; offset: number }[] = [];
  const broken: string[] = [];
  const cutter = createRecordCutter({
    object: (each, offset) => objects.push({ value: JSON.parse(each.toString()), offset }),
    broken: (_, cause) => broken.push(cause),
  });
  for (let at = 0; at < bytes.length; at += size) cutter.push(bytes.subarray(at, at + size));
  cutter.end();
  return { objects, broken };
}
