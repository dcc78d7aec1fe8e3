import { createHash } from 'node:crypto';
import { at, type JsonObject, textAt } from './json.ts';

/**
 * A file whose lines hold each other: each carries the SHA-256 of the one before and its own, and the last says how many there
 * are. Whoever removes, changes or moves a line must make every later hash anew, and so the last one, the head, which was shown
 * in Slack when the file was made. JSON lines, so that any tool can read it: https://jsonlines.org
 */
export interface Chain {
  readonly text: string;
  /** The hash of the last line. */
  readonly head: string;
  /** How many entries there are, the end not counted. */
  readonly entries: number;
}

/** The hash that stands before the first line. */
const genesis = '0'.repeat(64);

/** Chains entries, in their order. They must be what JSON can say. */
export function chained(entries: readonly JsonObject[]): Chain {
  let head = genesis;
  const lines = [...entries, { type: 'end', entries: entries.length }].map((entry, n) => {
    const content = JSON.stringify({ n, previous: head, entry });
    head = digestOf(content);
    return `${content.slice(0, -1)},"hash":"${head}"}`;
  });
  return { text: `${lines.join('\n')}\n`, head, entries: entries.length };
}

/** What is wrong with a chain, and in which line (counted from 1). */
export interface Flaw {
  readonly line: number;
  readonly what: 'unreadable' | 'changed' | 'not-after-the-one-before' | 'no-end' | 'after-the-end';
}

/** What looking at a chain told. */
export interface Verified {
  readonly flaws: readonly Flaw[];
  /** The hash of the last line; undefined if it has none. */
  readonly head: string | undefined;
  readonly entries: number;
  /** The first entry, which says what the file is. */
  readonly first: JsonObject | undefined;
}

/** Looks at every line of a file. Takes any text and never throws. */
export function verified(text: string): Verified {
  const lines = text.replace(/\n$/, '').split('\n');
  const flaws: Flaw[] = [];
  let head = genesis;
  let first: JsonObject | undefined;
  let ended = false;
  for (const [index, line] of lines.entries()) {
    const flaw = (what: Flaw['what']) => flaws.push({ line: index + 1, what });
    if (ended) flaw('after-the-end');
    const read = readLine(line);
    if (read === undefined) {
      flaw('unreadable');
      continue;
    }
    const { content, hash, value } = read;
    if (digestOf(content) !== hash) flaw('changed');
    if (textAt(value, 'previous') !== head || at(value, 'n') !== index) flaw('not-after-the-one-before');
    const entry = at(value, 'entry') as JsonObject | undefined;
    if (index === 0) first = entry;
    ended = textAt(entry, 'type') === 'end' && at(entry, 'entries') === index;
    head = hash;
  }
  if (!ended) flaws.push({ line: lines.length, what: 'no-end' });
  return {
    flaws,
    head: head === genesis ? undefined : head,
    entries: Math.max(0, lines.length - (ended ? 1 : 0)),
    first,
  };
}

/** The text is judged, and not what JSON makes of it: two texts may mean the same. */
function readLine(line: string) {
  const [whole, hash] = /,"hash":"([0-9a-f]{64})"\}$/.exec(line) ?? [];
  if (whole === undefined || hash === undefined) return undefined;
  const content = `${line.slice(0, -whole.length)}}`;
  try {
    return { content, hash, value: JSON.parse(content) as unknown };
  } catch {
    return undefined;
  }
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
