import fc from 'fast-check';
import { alertOf } from '../../src/cli/alert.ts';
import { createPrefilter } from '../../src/cli/prefilter.ts';
import { readEvent } from '../../src/cli/read-event.ts';
import { exampleEnvelope } from '../../src/core/example-envelope.ts';
import type { JsonObject } from '../../src/core/json.ts';
import { detections } from '../../src/detections/index.generated.ts';

const mayMatter = createPrefilter(Object.values(detections).flatMap(({ listens }) => listens ?? []));

const examples = Object.values(detections).flatMap((detection) => detection.examples());
const logged = examples.flatMap((example) => [
  exampleEnvelope(example),
  ...(example.record === undefined ? [] : [example.record]),
]);

describe('what the prefilter holds back', () => {
  test('alerts nobody, whatever the example', () => {
    for (const value of logged) expectSound(JSON.stringify(value));
  });

  test('alerts nobody, pretty-printed or in a lookup', () => {
    for (const value of logged) {
      expectSound(JSON.stringify(value, null, '\t'));
      expectSound(JSON.stringify({ CloudTrailEvent: JSON.stringify(value) }));
    }
  });

  test('alerts nobody, with any character as an escape', () => {
    fc.assert(
      fc.property(fc.constantFrom(...logged), fc.infiniteStream(fc.nat(6)), (value, choices) => {
        const text = JSON.stringify(value).replaceAll(/[A-Za-z/]/g, (character) => {
          if (choices.next().value !== 0) return character;
          if (character === '/') return '\\/';
          return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
        });
        expectSound(unescapedLiterals(text));
      }),
    );
  });

  test('alerts nobody, with a field of one example in another', () => {
    fc.assert(
      fc.property(fc.constantFrom(...logged), fc.constantFrom(...logged), fc.nat(20), (one, other, n) => {
        const keys = Object.keys(other);
        const key = keys[n % keys.length] ?? '';
        expectSound(JSON.stringify({ ...one, [key]: other[key] }));
        const { [key]: _, ...without } = one;
        expectSound(JSON.stringify(without));
      }),
      { numRuns: 500 },
    );
  });

  test('is nearly everything in an everyday log', () => {
    const silent = examples.filter(({ raises, record }) => raises === 'nothing' && record !== undefined);
    expect(silent.some(({ record }) => !mayMatter(bytesOf(record ?? {})))).toBe(true);
  });
});

describe('a pattern', () => {
  const call = bytesOf({ eventName: 'DeleteTrail', eventSource: 'cloudtrail.amazonaws.com' });
  const other = bytesOf({ eventName: 'GetTrail', eventSource: 'cloudtrail.amazonaws.com' });

  test.each<readonly [string, JsonObject, readonly [boolean, boolean]]>([
    ['of names lets only them pass', { detail: { eventName: ['DeleteTrail'] } }, [true, false]],
    ['of prefixes, too', { detail: { eventName: [{ prefix: 'Delete' }] } }, [true, false]],
    ['of suffixes, too', { detail: { eventName: [{ suffix: 'teTrail' }] } }, [true, false]],
    ['of wildcards, too', { detail: { eventName: [{ wildcard: '*elete*' }] } }, [true, false]],
    [
      'with alternatives, too',
      { $or: [{ detail: { eventName: ['DeleteTrail'] } }, { detail: { a: ['b'] } }] },
      [true, false],
    ],
    [
      'that demands no text lets all pass',
      { detail: { eventName: [{ 'anything-but': 'x' }] } },
      [true, true],
    ],
    ['of a number lets all pass', { detail: { count: [3] } }, [true, true]],
    ['of existence lets all pass', { detail: { errorCode: [{ exists: false }] } }, [true, true]],
    [
      'of the envelope alone lets all calls pass',
      { 'detail-type': [{ suffix: ' via CloudTrail' }] },
      [true, true],
    ],
    [
      'of letters in any case lets all pass',
      { detail: { eventName: [{ 'equals-ignore-case': 'deletetrail' }] } },
      [true, true],
    ],
  ])('%s', (_, pattern, passes) => {
    const passed = createPrefilter([pattern]);
    expect([passed(call), passed(other)]).toEqual(passes);
  });
});

function expectSound(text: string): void {
  if (mayMatter(Buffer.from(text))) return;
  const event = readEvent(JSON.parse(text));
  expect(event.ok ? alertOf(event.value) : undefined).toBeUndefined();
}

/** `true`, `false` and `null` have no escapes: puts back what stands outside of texts. */
function unescapedLiterals(text: string): string {
  return text.replaceAll(/"(?:[^"\\]|\\.)*"|\\u([0-9a-f]{4})/g, (match, code: string | undefined) =>
    code === undefined ? match : String.fromCharCode(Number.parseInt(code, 16)),
  );
}

function bytesOf(value: JsonObject): Buffer {
  return Buffer.from(JSON.stringify(value));
}
