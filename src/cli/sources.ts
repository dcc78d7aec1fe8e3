import { createReadStream, readdirSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { PassThrough, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** One input: its name for people, and how to open it. */
export interface Source {
  readonly name: string;
  readonly open: () => Readable;
}

/** The files behind the paths: folders with everything below them, in order; `-`, or no path at all, is standard input. */
export function sourcesOf(paths: readonly string[]): {
  readonly sources: readonly Source[];
  readonly missing: readonly string[];
} {
  const missing: string[] = [];
  const sources = (paths.length === 0 ? ['-'] : paths).flatMap((path): Source[] => {
    if (path === '-') return [{ name: 'standard input', open: () => process.stdin }];
    try {
      return filesAt(path).map((file) => ({ name: file, open: () => createReadStream(file) }));
    } catch (error) {
      missing.push(
        `${path}: ${(error as NodeJS.ErrnoException).code === 'ENOENT' ? 'no such file or folder' : String(error)}`,
      );
      return [];
    }
  });
  return { sources, missing };
}

function filesAt(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => !name.split(sep).some((part) => part.startsWith('.')))
    .map((name) => join(path, name))
    .filter((file) => statSync(file).isFile())
    .sort();
}

/** The bytes of an input, unpacked if they are gzip: told by the first two bytes, because names lie. */
export async function* unpacked(stream: Readable): AsyncGenerator<Buffer> {
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterableIterator<Buffer>;
  const first = await chunks.next();
  if (first.done === true) return;
  if (first.value[0] !== 0x1f || first.value[1] !== 0x8b) {
    yield first.value;
    yield* chunks;
    return;
  }
  const packed = new PassThrough();
  const feed = async () => {
    packed.write(first.value);
    for await (const chunk of chunks) {
      if (!packed.write(chunk)) await new Promise((resolve) => packed.once('drain', resolve));
    }
    packed.end();
  };
  const gunzip = createGunzip();
  feed().catch((error: unknown) => gunzip.destroy(error as Error));
  yield* packed.pipe(gunzip) as AsyncIterable<Buffer>;
}
