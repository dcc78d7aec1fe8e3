/**
 * Cuts the records out of a stream of JSON, whatever is around them: `{"Records":[…]}`, `{"Events":[…]}`, a list, one
 * object after the other (NDJSON, pretty-printed or not). It looks at braces and strings only and keeps one record at a
 * time, so a file of one line and 2 GB needs no more memory than its largest record.
 */
export interface JsonSplitter {
  write(chunk: Buffer): void;
  /** Says that the input ended. */
  end(): void;
}

/** What a splitter found. `offset` is in bytes from the start of the input. */
export interface SplitterEvents {
  readonly onRecord: (bytes: Buffer, offset: number) => void;
  readonly onFlaw: (why: string, offset: number) => void;
}

const quote = 0x22;
const backslash = 0x5c;
const newline = 0x0a;
const [openBrace, closeBrace, openList, closeList] = [0x7b, 0x7d, 0x5b, 0x5d];

/** No record of CloudTrail comes near this; what does is no record. */
const largestRecord = 64 * 1024 * 1024;

export function createJsonSplitter({ onRecord, onFlaw }: SplitterEvents): JsonSplitter {
  let depth = 0;
  /** The depth at which records begin: 0 for bare ones, 1 in a list, 2 in a list inside an object. */
  let recordDepth = 0;
  let inString = false;
  /** The bytes of the present record that came in earlier chunks. */
  let carried: Buffer[] = [];
  let carriedSize = 0;
  /** Where the present record begins in the chunk (0 if it began earlier); -1 if there is none. */
  let start = -1;
  let startOffset = 0;
  /** Where the present text begins in the chunk, what of it came in earlier chunks, and the last whole one at depth 1. */
  let keyStart = 0;
  let keySoFar = '';
  let lastKey = '';
  let consumed = 0;
  let lastByte = newline;
  let escapedAtEnd = false;

  const drop = () => {
    carried = [];
    carriedSize = 0;
    start = -1;
  };
  const restart = () => {
    drop();
    depth = 0;
    recordDepth = 0;
    inString = false;
  };
  const emit = (chunk: Buffer, end: number) => {
    const rest = chunk.subarray(start, end);
    const bytes = carriedSize === 0 ? rest : Buffer.concat([...carried, rest]);
    drop();
    onRecord(bytes, startOffset);
  };

  /** The beginning of the present text, as far as it takes to tell a key. */
  const keyUntil = (chunk: Buffer, end: number) =>
    (keySoFar + chunk.toString('latin1', keyStart, Math.min(end, keyStart + 10))).slice(0, 10);

  /** Jumps to the end of the string that `from` is in; returns the index after it, or the chunk's length. */
  const skipString = (chunk: Buffer, from: number): number => {
    for (let at = from; at < chunk.length; at += 1) {
      const byte = chunk[at];
      if (byte === backslash) {
        if (at + 1 >= chunk.length) escapedAtEnd = true;
        at += 1;
      } else if (byte === quote) {
        inString = false;
        if (depth === 1) lastKey = keyUntil(chunk, at);
        return at + 1;
      } else if (byte === newline) {
        // JSON has no line break in a string: a line was cut off, and the next one may be whole.
        onFlaw('a line ends in the middle of a text', consumed + at);
        restart();
        return at + 1;
      }
    }
    return chunk.length;
  };
  return {
    write(chunk) {
      let index = 0;
      keyStart = 0;
      if (escapedAtEnd) {
        escapedAtEnd = false;
        index = 1;
      }
      while (index < chunk.length) {
        if (inString) {
          index = skipString(chunk, index);
          continue;
        }
        const byte = chunk[index];
        if (byte === quote) {
          inString = true;
          keyStart = index + 1;
          keySoFar = '';
        } else if (byte === openBrace) {
          const before = index === 0 ? lastByte : chunk[index - 1];
          if (depth > 0 && recordDepth === 0 && before === newline) {
            // A brace at the start of a line begins a record of its own; the one before was never closed.
            onFlaw('a record is not closed', startOffset);
            restart();
          }
          if (depth === recordDepth) {
            start = index;
            startOffset = consumed + index;
          }
          depth += 1;
        } else if (byte === closeBrace || byte === closeList) {
          depth -= 1;
          if (depth < 0) {
            onFlaw('a bracket is closed that was never opened', consumed + index);
            restart();
          } else if (byte === closeBrace && depth === recordDepth && start >= 0) {
            emit(chunk, index + 1);
          } else if (depth < recordDepth) {
            recordDepth = 0;
          }
        } else if (byte === openList) {
          const isWrapper =
            depth === 1 && recordDepth === 0 && start >= 0 && (lastKey === 'Records' || lastKey === 'Events');
          depth += 1;
          if (isWrapper || depth === 1) {
            drop();
            recordDepth = depth;
          }
        } else if (depth === 0 && !isBlank(byte)) {
          const line = chunk.indexOf(newline, index);
          onFlaw('this is not JSON', consumed + index);
          index = line < 0 ? chunk.length : line;
        }
        index += 1;
      }
      if (start >= 0) {
        const rest = chunk.subarray(start);
        carried.push(Buffer.from(rest));
        carriedSize += rest.length;
        start = 0;
        if (carriedSize > largestRecord) {
          onFlaw('a record is larger than 64 MB', startOffset);
          restart();
        }
      }
      if (inString) keySoFar = keyUntil(chunk, chunk.length);
      consumed += chunk.length;
      lastByte = chunk.at(-1) ?? lastByte;
    },

    end() {
      if (inString || depth > 0) onFlaw('the input ends in the middle of a record', consumed);
    },
  };
}

/** White space, commas between records, and the byte order mark. */
function isBlank(byte: number | undefined): boolean {
  return (
    byte === undefined || byte <= 0x20 || byte === 0x2c || byte === 0xef || byte === 0xbb || byte === 0xbf
  );
}
