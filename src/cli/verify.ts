import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type Flaw, verified } from '../core/evidence.ts';
import { textAt } from '../core/json.ts';
import { printable } from './printable.ts';
import { UsageError } from './scan-options.ts';

/** Where a command writes. */
export interface Output {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
}

/**
 * `rootguard verify`: proves offline that a report is whole. Exit code 0 if it is, 1 if it was changed, 2 if it could not be read.
 * Throws UsageError.
 */
export async function verify(args: readonly string[], { stdout, stderr }: Output): Promise<number> {
  const { path, head: wanted } = options(args);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    stderr.write(`rootguard: ${printable(path, 500)} cannot be read: ${error.code ?? error.message}\n`);
    return undefined;
  });
  if (text === undefined) return 2;
  const { flaws, head, entries, first } = verified(text);
  if (textAt(first, 'type') !== 'rootguard-evidence') {
    stderr.write(`rootguard: ${printable(path, 500)} is no report of RootGuard.\n`);
    return 2;
  }
  for (const flaw of flaws.slice(0, shown)) stdout.write(`line ${flaw.line}: ${words[flaw.what]}\n`);
  if (flaws.length > shown) stdout.write(`… and ${flaws.length - shown} more\n`);
  const other = wanted !== undefined && wanted !== head;
  if (other)
    stdout.write(
      `The last hash is ${head ?? 'missing'}, and not ${wanted}: this is another file, or it was made anew.\n`,
    );
  if (flaws.length > 0 || other) {
    stdout.write('NOT WHOLE: do not rely on this file.\n');
    return 1;
  }
  stdout.write(
    `Whole: ${entries} entries for ${textAt(first, 'month') ?? '?'}, none removed, moved or changed.\n`,
  );
  stdout.write(`Last hash: ${head}\n`);
  if (wanted === undefined)
    stdout.write('Compare it with the one in the Slack message that the file came with: --head HASH does.\n');
  return 0;
}

const shown = 20;

const words: Readonly<Record<Flaw['what'], string>> = {
  unreadable: 'is no entry of a report',
  changed: 'was changed: its hash is another',
  'not-after-the-one-before': 'does not follow the line before: something was removed, added or moved',
  'no-end': 'the end of the report is missing',
  'after-the-end': 'stands behind the end of the report',
};

function options(args: readonly string[]): { readonly path: string; readonly head: string | undefined } {
  const { values, positionals } = parsed(args);
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0)
    throw new UsageError('Name one file, such as: rootguard verify rootguard-2026-11.ndjson');
  const head = values.head?.toLowerCase();
  if (head !== undefined && !/^[0-9a-f]{64}$/.test(head))
    throw new UsageError('--head is the last hash of the report: 64 digits of 0-9 and a-f.');
  return { path, head };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: { head: { type: 'string' } } });
  } catch (error) {
    const [sentence] = String(error instanceof Error ? error.message : error).split('. ');
    throw new UsageError(`${sentence?.replace(/\.$/, '')}. Run: rootguard help`, { cause: error });
  }
}
