import { at } from '../core/json.ts';
import { detections } from '../detections/index.generated.ts';

/**
 * True unless a record's bytes prove that no detection matches it, so that most of a log is never parsed. Root's own events hold
 * the text `"Root"`; all others are listened for by their names. What holds an escape (JSON may write `R` as `\\u0052`), has no
 * event name, or is a record inside a text is always looked at.
 */
export function mayMatter(bytes: Buffer): boolean {
  if (bytes.includes('"Root"') || bytes.includes('\\')) return true;
  let found = false;
  for (let index = bytes.indexOf(nameKey); index >= 0; index = bytes.indexOf(nameKey, index + 1)) {
    found = true;
    const name = textAfter(bytes, index + nameKey.length);
    if (name === undefined || names.has(name) || prefixes.some((prefix) => name.startsWith(prefix)))
      return true;
  }
  return !found;
}

const nameKey = '"eventName"';

/** The text that is the value of a key that ends at `index`; undefined if it is anything else. */
function textAfter(bytes: Buffer, index: number): string | undefined {
  const open = bytes.indexOf('"', index);
  const close = bytes.indexOf('"', open + 1);
  if (open < 0 || close < 0 || !/^\s*:\s*$/.test(bytes.toString('latin1', index, open))) return undefined;
  return bytes.toString('utf8', open + 1, close);
}

const wanted: readonly unknown[] = Object.values(detections)
  .flatMap(({ listens = [] }) => listens)
  .flatMap((pattern) => at(pattern, 'detail', 'eventName') ?? []);

const names: ReadonlySet<unknown> = new Set(wanted.filter((name) => typeof name === 'string'));

const prefixes: readonly string[] = wanted
  .map((name) => at(name, 'prefix'))
  .filter((prefix) => typeof prefix === 'string');
