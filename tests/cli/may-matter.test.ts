import fc from 'fast-check';
import { createJsonSplitter } from '../../src/cli/json-splitter.ts';
import { judgeRecord } from '../../src/cli/judge-record.ts';
import { mayMatter } from '../../src/cli/may-matter.ts';
import { exampleEnvelope } from '../../src/core/example-envelope.ts';
import { userCall } from '../../src/core/example-event.ts';
import { detections } from '../../src/detections/index.generated.ts';

const examples = Object.values(detections).flatMap((detection) => detection.examples());

test('what is skipped without being parsed is what no detection matches', () => {
  for (const example of examples) {
    for (const value of [example.record, exampleEnvelope(example)].filter((each) => each !== undefined)) {
      for (const indent of [0, 2]) {
        const bytes = Buffer.from(JSON.stringify(value, null, indent));
        if (judgeRecord(bytes).kind === 'alert') expect(mayMatter(bytes)).toBe(true);
      }
    }
  }
});

test('ordinary calls of users are skipped', () => {
  expect(mayMatter(Buffer.from(JSON.stringify(userCall('ListUsers', 'iam.amazonaws.com'))))).toBe(false);
});

test('a decoy of the name, in front of the real one, changes nothing', () => {
  const record = {
    requestParameters: { eventName: 'ListUsers' },
    ...userCall('StopLogging', 'cloudtrail.amazonaws.com'),
  };
  expect(mayMatter(Buffer.from(JSON.stringify(record)))).toBe(true);
});

test('records are cut out whole, wherever the chunks end', () => {
  const records = fc.array(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), {
    minLength: 1,
    maxLength: 5,
  });
  const shapes = fc.constantFrom<(list: readonly object[]) => string>(
    (list) => JSON.stringify({ Records: list }),
    (list) => JSON.stringify(list),
    (list) => list.map((record) => JSON.stringify(record)).join('\n'),
    (list) => list.map((record) => JSON.stringify(record)).join(' '),
  );
  fc.assert(
    fc.property(records, shapes, fc.integer({ min: 1, max: 40 }), (list, shape, size) => {
      // A record that has lists under these names looks like a file of records, and no record of CloudTrail has.
      fc.pre(!list.some((record) => 'Records' in record || 'Events' in record));
      const bytes = Buffer.from(shape(list));
      const found: unknown[] = [];
      const flaws: string[] = [];
      const splitter = createJsonSplitter({
        onRecord: (record) => found.push(JSON.parse(record.toString())),
        onFlaw: (why) => flaws.push(why),
      });
      for (let at = 0; at < bytes.length; at += size) splitter.write(bytes.subarray(at, at + size));
      splitter.end();
      expect(flaws).toEqual([]);
      expect(JSON.stringify(found)).toBe(
        JSON.stringify(list.map((record) => JSON.parse(JSON.stringify(record)))),
      );
    }),
    { numRuns: 500 },
  );
});
