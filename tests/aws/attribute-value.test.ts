import fc from 'fast-check';
import { type AttributeValue, fromAttribute, sizeOf, toAttribute } from '../../src/aws/attribute-value.ts';

/** Any JSON, with the keys that break naive code, and numbers beyond what DynamoDB holds. */
const json = fc.jsonValue({ stringUnit: 'grapheme' });
const hostile = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    json,
    fc.double({ noNaN: true }),
    fc.array(tie('value'), { maxLength: 3 }),
    fc
      .array(fc.tuple(fc.constantFrom('', '__proto__', '~', '~number', 'constructor', 'a'), tie('value')), {
        maxLength: 4,
      })
      .map((entries) => Object.fromEntries(entries)),
  ),
})).value;

test('gives back every JSON value exactly, over the wire and through a naive copy', () => {
  fc.assert(
    fc.property(hostile, (value) => {
      const overTheWire = naiveCopy(JSON.parse(JSON.stringify(toAttribute(value))));
      const back = fromAttribute(overTheWire as ReturnType<typeof toAttribute>);
      expect(back).toEqual(value);
      expect(JSON.stringify(back)).toBe(JSON.stringify(value));
    }),
  );
});

test('writes only numbers and keys that DynamoDB takes', () => {
  fc.assert(
    fc.property(hostile, (value) => {
      const { keys, numbers } = contentsOf(toAttribute(value));
      expect(keys).not.toContain('');
      expect(keys).not.toContain('__proto__');
      const magnitudes = numbers.map((number) => Math.abs(Number(number)));
      expect(magnitudes.filter((size) => size !== 0 && !(size >= 1e-130 && size < 1e126))).toEqual([]);
    }),
  );
});

test('replaces half a surrogate pair, which no UTF-8 can carry', () => {
  expect(fromAttribute(toAttribute({ '\ud800': 'a\udc00' }))).toEqual({ '\ufffd': 'a\ufffd' });
});

test('leaves undefined members out, as JSON does', () => {
  expect(toAttribute({ a: undefined, b: [undefined] })).toEqual({ M: { b: { L: [{ NULL: true }] } } });
});

test('refuses what it cannot give back', () => {
  expect(() => toAttribute({ a: 1n })).toThrow(TypeError);
  expect(() => fromAttribute({ SS: ['a'] } as never)).toThrow('Cannot read a value of type SS.');
});

test('counts at least as many bytes as the texts and names take', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.string({ unit: 'grapheme' })), (texts) => {
      const bytes = Object.entries(texts).reduce((sum, pair) => sum + Buffer.byteLength(pair.join('')), 0);
      expect(sizeOf(toAttribute(texts))).toBeGreaterThanOrEqual(bytes);
    }),
  );
});

/** Every key and every number in a stored value. */
function contentsOf(attribute: AttributeValue): { keys: readonly string[]; numbers: readonly string[] } {
  if ('N' in attribute) return { keys: [], numbers: [attribute.N] };
  const inner = 'M' in attribute ? Object.values(attribute.M) : 'L' in attribute ? attribute.L : [];
  const contents = inner.map(contentsOf);
  return {
    keys: [...('M' in attribute ? Object.keys(attribute.M) : []), ...contents.flatMap(({ keys }) => keys)],
    numbers: contents.flatMap(({ numbers }) => numbers),
  };
}

/** What careless code does to a map: assign its keys one by one. */
function naiveCopy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(naiveCopy);
  const copy: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value)) copy[key] = naiveCopy(member);
  return copy;
}
