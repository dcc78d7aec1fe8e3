import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** One input: a file, or `-` for stdin. */
export interface Input {
  readonly name: string;
  /** Its bytes, unzipped. Throws where it cannot be read or unzipped. */
  chunks(): AsyncIterable<Buffer>;
}

/** A path that cannot be looked into. */
export interface Missing {
  readonly name: string;
  readonly cause: string;
}

/** Large enough that few records lie across two chunks, small enough for the processor's cache. */
const chunkSize = 256 * 1024;

/**
 * The inputs behind paths, in the order of the paths. Folders are looked into in the order of names, which is the order
 * of time in CloudTrail's buckets; hidden entries and links to folders are left out. `-`, or no path, is stdin.
 */
export async function* inputsOf(paths: readonly string[]): AsyncGenerator<Input | Missing> {
  for (const path of paths.length > 0 ? paths : ['-']) {
    if (path === '-') yield { name: 'stdin', chunks: () => unzipped(process.stdin) };
    else yield* inputsBelow(path);
  }
}

async function* inputsBelow(path: string): AsyncGenerator<Input | Missing> {
  try {
    const isFolder = (await stat(path)).isDirectory();
    if (!isFolder) yield inputOf(path);
    else {
      const entries = await readdir(path, { withFileTypes: true });
      for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
        if (entry.name.startsWith('.')) continue;
        if (entry.isDirectory()) yield* inputsBelow(join(path, entry.name));
        else if (entry.isFile() || (entry.isSymbolicLink() && (await isFile(join(path, entry.name)))))
          yield inputOf(join(path, entry.name));
      }
    }
  } catch (error) {
    yield { name: path, cause: causeOf(error) };
  }
}

/** Why something could not be read, in words. */
export function causeOf(error: unknown): string {
  const { code, message } =
    error instanceof Error ? (error as NodeJS.ErrnoException) : { code: '', message: String(error) };
  return causes[code ?? ''] ?? message;
}

const causes: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'it may not be read',
  EPERM: 'it may not be read',
  Z_BUF_ERROR: 'its compressed data ends too early',
  Z_DATA_ERROR: 'its compressed data is damaged',
};

async function isFile(path: string): Promise<boolean> {
  return (await stat(path)).isFile();
}

function inputOf(path: string): Input {
  return { name: path, chunks: () => unzipped(createReadStream(path, { highWaterMark: chunkSize })) };
}

/** Told by the first two bytes and not by the name: https://www.rfc-editor.org/rfc/rfc1952 */
async function* unzipped(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const iterator = source[Symbol.asyncIterator]();
  let head: Buffer = Buffer.alloc(0);
  while (head.length < 2) {
    const next = await iterator.next();
    if (next.done === true) break;
    head = Buffer.concat([head, next.value]);
  }
  const all = following(head, iterator);
  if (head[0] !== 0x1f || head[1] !== 0x8b) yield* all;
  else {
    // What goes wrong destroys the unzipped stream, too, and is thrown by it.
    yield* pipeline(Readable.from(all), createGunzip({ chunkSize }), () => {}) as AsyncIterable<Buffer>;
  }
}

async function* following(head: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  if (head.length > 0) yield head;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}
