import { asObject, at, type JsonObject, textAt } from '../core/json.ts';

/** An event that a pattern lets through, and what to call it. */
export interface PatternSample {
  readonly name: string;
  readonly event: JsonObject;
}

/**
 * Events that an EventBridge pattern lets through: of each alternative as many as its longest list has matchers, so that every
 * matcher is met. Another pattern that lets all of them through has lost nothing that can be told. Throws on what it cannot make an
 * event for. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function patternSamples(
  pattern: JsonObject,
  account: string,
  region: string,
): readonly PatternSample[] {
  return alternativesOf(pattern).flatMap((alternative) =>
    Array.from({ length: longestList(alternative) }, (_, index) => {
      const event = { ...envelope(account, region), ...eventFor(alternative, index) };
      const name = textAt(event, 'detail', 'eventName') ?? textAt(event, 'detail-type') ?? '';
      return { name: name === unsaid ? (textAt(event, 'source') ?? '') : name, event };
    }),
  );
}

/** What stands where a pattern takes anything. */
const unsaid = 'x';

/** The fields without which EventBridge tests no event. */
function envelope(account: string, region: string): JsonObject {
  return {
    version: '0',
    id: '00000000-0000-4000-8000-000000000000',
    'detail-type': unsaid,
    source: unsaid,
    account,
    time: '2026-01-01T00:00:00Z',
    region,
    resources: [],
    detail: {},
  };
}

/** The pattern without `$or`: one pattern for each way through it. */
function alternativesOf(pattern: JsonObject): readonly JsonObject[] {
  let all: readonly JsonObject[] = [{}];
  for (const [key, value] of Object.entries(pattern)) {
    const nested = asObject(value);
    const ways =
      key === '$or' && Array.isArray(value)
        ? value.flatMap((branch) => alternativesOf(asObject(branch) ?? {}))
        : (nested === undefined ? [value] : alternativesOf(nested)).map((way) => ({ [key]: way }));
    all = all.flatMap((before) => ways.map((way) => merged(before, way)));
  }
  return all;
}

/** A field may stand outside of `$or` with one part, and inside with another. */
function merged(one: JsonObject, other: JsonObject): JsonObject {
  const result: Record<string, unknown> = { ...one };
  for (const [key, value] of Object.entries(other)) {
    const [before, after] = [asObject(result[key]), asObject(value)];
    result[key] = before !== undefined && after !== undefined ? merged(before, after) : value;
  }
  return result;
}

function longestList(pattern: JsonObject): number {
  const lengths = Object.values(pattern).map((value) =>
    Array.isArray(value) ? value.length : longestList(asObject(value) ?? {}),
  );
  return Math.max(1, ...lengths);
}

/** The event that the `index`-th matcher of each list, or the last one, lets through. */
function eventFor(pattern: JsonObject, index: number): JsonObject {
  const entries = Object.entries(pattern).flatMap(([key, value]): readonly (readonly [string, unknown])[] => {
    if (!Array.isArray(value)) return [[key, eventFor(asObject(value) ?? {}, index)]];
    const sample = valueFor(value[Math.min(index, value.length - 1)]);
    return sample === undefined ? [] : [[key, sample]];
  });
  return Object.fromEntries(entries);
}

/** A value that a matcher takes; undefined if it is that there is none. */
function valueFor(matcher: unknown): unknown {
  const operator = asObject(matcher);
  if (operator === undefined) return matcher;
  const [[name, operand] = ['', undefined]] = Object.entries(operator);
  const text = textAt(operator, name);
  if (name === 'exists') return at(operator, name) === true ? unsaid : undefined;
  if (name === 'prefix' && text !== undefined) return text + unsaid;
  if (name === 'suffix' && text !== undefined) return unsaid + text;
  if (name === 'wildcard' && text !== undefined) return text.replaceAll('*', unsaid);
  if (name === 'anything-but' && Array.isArray(operand) && !operand.includes(unsaid)) return unsaid;
  throw new Error(`There is no sample for the matcher ${JSON.stringify(matcher)}.`);
}
