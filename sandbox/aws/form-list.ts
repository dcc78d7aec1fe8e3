import type { JsonObject } from '../../src/core/json.ts';

/**
 * A list of objects in a form of the query protocol: `Tags.member.1.Key=a&Tags.member.1.Value=b` is `[{ Key: 'a', Value: 'b' }]`.
 * https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
export function formList(input: JsonObject, name: string): readonly Readonly<Record<string, string>>[] {
  const entries: Record<string, string>[] = [];
  for (const [key, value] of Object.entries(input)) {
    const [, list, place, member] = /^(\w+)\.member\.(\d+)\.(\w+)$/.exec(key) ?? [];
    if (list !== name || member === undefined) continue;
    const at = Number(place) - 1;
    entries[at] = { ...entries[at], [member]: String(value) };
  }
  return entries.filter((entry) => entry !== undefined);
}

/** The names of the lists in a form. */
export function listsIn(input: JsonObject): readonly string[] {
  const names = Object.keys(input).flatMap((key) => /^(\w+)\.member\.\d+\./.exec(key)?.[1] ?? []);
  return [...new Set(names)];
}
