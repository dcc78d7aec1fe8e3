/**
 * JSON values as DynamoDB's typed values and back, exactly.
 *
 * Not @aws-sdk/util-dynamodb (3.996): it assigns keys, so that a `__proto__` in an attacker's request parameters is lost
 * or becomes a prototype, and it passes on values that DynamoDB then refuses: an alert must not fail on those.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html
 */
export type AttributeValue =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly BOOL: boolean }
  | { readonly NULL: true }
  | { readonly L: AttributeValue[] }
  | { readonly M: Record<string, AttributeValue> };

/** A DynamoDB item, or a part of it such as a key. */
export type Item = Record<string, AttributeValue>;

/**
 * The value as DynamoDB stores it. Undefined members are left out, as in JSON; undefined elsewhere becomes null. Half a
 * surrogate pair becomes U+FFFD. Throws TypeError for what JSON does not know either: functions, symbols, bigints.
 */
export function toAttribute(value: unknown): AttributeValue {
  if (value === null || value === undefined) return { NULL: true };
  if (typeof value === 'string') return { S: value.toWellFormed() };
  if (typeof value === 'number') return fromNumber(value);
  if (typeof value === 'boolean') return { BOOL: value };
  if (Array.isArray(value)) return { L: value.map(toAttribute) };
  if (typeof value !== 'object') throw new TypeError(`A ${typeof value} cannot be stored.`);
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  // fromEntries defines own properties, so a key named __proto__ stays data.
  return { M: Object.fromEntries(entries.map(([key, member]) => [storedKey(key), toAttribute(member)])) };
}

/** The value that `toAttribute` was given. Throws TypeError for a type that it never makes, such as a set. */
export function fromAttribute(attribute: AttributeValue): unknown {
  if ('S' in attribute) return attribute.S;
  if ('N' in attribute) return Number(attribute.N);
  if ('BOOL' in attribute) return attribute.BOOL;
  if ('NULL' in attribute) return null;
  if ('L' in attribute) return attribute.L.map(fromAttribute);
  if (!('M' in attribute)) throw new TypeError(`Cannot read a value of type ${Object.keys(attribute)[0]}.`);
  const entries = Object.entries(attribute.M);
  const [first] = entries;
  if (first?.[0] === oddNumber && 'S' in first[1]) return Number(first[1].S);
  return Object.fromEntries(entries.map(([key, member]) => [readKey(key), fromAttribute(member)]));
}

/** The bytes that DynamoDB counts for an item, rounded up a little; it refuses more than 400 KB (409,600). */
export function sizeOf(attribute: AttributeValue): number {
  if ('S' in attribute) return Buffer.byteLength(attribute.S);
  if ('N' in attribute) return attribute.N.length;
  if ('L' in attribute) return attribute.L.reduce((sum, member) => sum + 1 + sizeOf(member), 3);
  if (!('M' in attribute)) return 1;
  const sizes = Object.entries(attribute.M).map(
    ([key, member]) => 1 + Buffer.byteLength(key) + sizeOf(member),
  );
  return sizes.reduce((sum, size) => sum + size, 3);
}

/**
 * DynamoDB refuses empty keys, and `__proto__` survives only code that takes care. Such keys are stored with a mark in front,
 * and so are keys that begin with the mark: every key comes back as it was.
 */
function storedKey(key: string): string {
  return key === '' || key === '__proto__' || key.startsWith(mark)
    ? mark + key.toWellFormed()
    : key.toWellFormed();
}

function readKey(key: string): string {
  return key.startsWith(mark) ? key.slice(mark.length) : key;
}

const mark = '~';

/** No stored key looks like this, so it marks a number that DynamoDB cannot hold, kept as text. */
const oddNumber = '~number';

/** DynamoDB holds magnitudes from 1E-130 to 9.99…E+125 and no negative zero; JSON's numbers go further (1e999 too). */
function fromNumber(value: number): AttributeValue {
  const magnitude = Math.abs(value);
  const fits = Object.is(value, 0) || (magnitude >= 1e-130 && magnitude < 9.9e125);
  if (fits) return { N: String(value) };
  return { M: { [oddNumber]: { S: Object.is(value, -0) ? '-0' : String(value) } } };
}
