import type { EventPattern } from '../core/detection.ts';
import { asObject, type JsonObject } from '../core/json.ts';

/**
 * Tells by a record's bytes alone whether any detection could speak of it, so that the rest of a log is never parsed.
 *
 * A detection speaks of what root does, or of what one of its patterns lets through (`listens`, of which the deployed
 * rules are made, too). Each of these demands some text in the record: `"Root"`, or one of the values of one field of the
 * pattern. Bytes without any of these texts cannot match, unless JSON spells them with escapes (`\u0052oot`, `\/`), so
 * whatever has such an escape passes. A pattern that demands no text makes everything pass, and so does an event that
 * CloudTrail did not write: there are few, and each service's tell their own way.
 */
export function createPrefilter(patterns: readonly EventPattern[]): (bytes: Buffer) => boolean {
  const needles = patterns.map(needlesOf);
  if (!needles.every((found) => found !== undefined)) return () => true;
  const all = [...new Set([...always, ...needles.flat()])].sort();
  // One pass of one expression: far cheaper than a search for each text.
  const expression = new RegExp(`\\\\[u/]|${all.map(escaped).join('|')}`);
  return (bytes) => {
    const text = bytes.toString('latin1');
    return expression.test(text) || (text.includes('"detail-type"') && !ofCloudTrail.test(text));
  };
}

const ofCloudTrail = /"detail-type"\s*:\s*"[^"]* via CloudTrail"/;

/** Root itself; and a record in a text, as `aws cloudtrail lookup-events` has it, where every quote is escaped. */
const always = ['"Root"', '"CloudTrailEvent"'];

/** The texts of which a record needs at least one to match, or undefined where the pattern demands none. */
function needlesOf(pattern: EventPattern): readonly string[] | undefined {
  // Bare records have neither of the envelope's own fields; a finding always comes in an envelope.
  const { source: _, 'detail-type': type, ...inside } = pattern;
  const ofFields = fieldsOf(inside).flatMap(({ name, needles }) =>
    needles === undefined ? [] : [{ name, needles }],
  );
  // A call's name is rarer than its service, and the longest texts are the rarest.
  const name = ofFields.find((field) => field.name === 'eventName');
  if (name !== undefined) return name.needles;
  const [rarest] = ofFields.sort((a, b) => shortest(b.needles) - shortest(a.needles));
  return rarest?.needles ?? (isOfCloudTrail(type) ? undefined : needlesOfValues(type));
}

function isOfCloudTrail(type: unknown): boolean {
  return JSON.stringify(type ?? '').includes(' via CloudTrail');
}

interface Field {
  readonly name: string;
  readonly needles: readonly string[] | undefined;
}

function fieldsOf(pattern: JsonObject): readonly Field[] {
  return Object.entries(pattern).flatMap(([name, wanted]) => {
    if (name === '$or') return [{ name, needles: needlesOfBranches(wanted) }];
    const nested = asObject(wanted);
    return nested === undefined ? [{ name, needles: needlesOfValues(wanted) }] : fieldsOf(nested);
  });
}

function needlesOfBranches(branches: unknown): readonly string[] | undefined {
  if (!Array.isArray(branches)) return undefined;
  return joined(branches.map((branch) => needlesOf(asObject(branch) ?? {})));
}

function needlesOfValues(values: unknown): readonly string[] | undefined {
  return Array.isArray(values) ? joined(values.map(needleOfValue)) : undefined;
}

function joined(lists: readonly (readonly string[] | undefined)[]): readonly string[] | undefined {
  return lists.every((list) => list !== undefined) ? lists.flat() : undefined;
}

/**
 * The text that a value must have in the bytes. Any other operator (anything-but, exists …) demands none.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
function needleOfValue(value: unknown): readonly string[] | undefined {
  if (typeof value === 'string') return plain(`"${value}"`, value);
  const [[operator, operand] = ['', undefined]] = Object.entries(asObject(value) ?? {});
  if (typeof operand !== 'string') return undefined;
  if (operator === 'prefix') return plain(`"${operand}`, operand);
  if (operator === 'suffix') return plain(`${operand}"`, operand);
  if (operator !== 'wildcard') return undefined;
  const longest = operand.split('*').sort((a, b) => b.length - a.length)[0] ?? '';
  return plain(longest, longest);
}

/** JSON spells these characters in one way only, but for the escapes that the prefilter lets pass. */
function plain(needle: string, text: string): readonly string[] | undefined {
  return /^[ !#-[\]-~]+$/.test(text) ? [needle] : undefined;
}

function shortest(needles: readonly string[]): number {
  return Math.min(...needles.map(({ length }) => length));
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
