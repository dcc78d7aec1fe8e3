import { byteKinds, kindOf, newWalk, type Walk, walkOn } from './json-walk.ts';
import { keptBytes } from './kept-bytes.ts';
import { endsInListKey, lookBack } from './list-key.ts';

/** Where the cutter hands what it finds. Offsets are in bytes from the beginning of the input. */
export interface CutterSink {
  /** One whole object: a record, an envelope or anything else. The bytes are only good until the call returns. */
  object(bytes: Buffer, offset: number): void;
  /** Something is no JSON, or no list of objects. The cutter goes on behind it as well as it can. */
  broken(offset: number, cause: string): void;
}

/** Cuts a byte stream into JSON objects. */
export interface RecordCutter {
  push(chunk: Buffer): void;
  /** Says that the input is over. */
  end(): void;
}

/** CloudTrail's own bound is 256 KB, EventBridge's 1 MB; what is far larger is no record, and would fill the memory. */
const largest = 4 * 1024 * 1024;

/** How many bytes are looked at twice in search of a sound line; hostile input would otherwise take for ever. */
const patience = 256 * 1024 * 1024;

const [newline, openBracket, closeBracket, openBrace, closeBrace] = [10, 91, 93, 123, 125];

/**
 * Cuts out the objects of a stream of JSON values: one a line or otherwise apart, in arrays, and in the `Records` or
 * `Events` of a larger object. It counts brackets and knows texts and escapes, but decodes nothing, so that a file of any
 * size in one line costs the memory of its largest record.
 */
export function createRecordCutter(sink: CutterSink): RecordCutter {
  let walk: Walk | undefined;
  /** What came of the object in earlier chunks. */
  const kept = keptBytes();
  let objectAt = 0;
  let illegalAt = -1;
  /** True behind the list of a larger object: what it held was cut out already. */
  let rest = false;
  /** The lists around the object: `[` of an array, `{` of the list inside of a larger object. */
  const outer: number[] = [];
  /** True from what makes no sense to the end of its line. */
  let skipping = false;
  let inLiteral = false;
  /** Where the chunk begins. */
  let position = 0;
  let patienceLeft = patience;

  return {
    push(chunk) {
      let next: Buffer | undefined = chunk;
      while (next !== undefined) next = pass(next);
    },
    end() {
      while (walk !== undefined) {
        let again = abandon('it ends in the middle of an object');
        while (again !== undefined) again = pass(again);
      }
      if (outer.length > 0) sink.broken(position, 'it ends in the middle of a list');
      outer.length = 0;
    },
  };

  /** Looks through a chunk. Returns what is to be looked at again, from the next line of an object that was none. */
  function pass(chunk: Buffer): Buffer | undefined {
    let i = 0;
    let start = 0;
    while (i < chunk.length) {
      if (walk === undefined) {
        i = between(chunk, i);
        start = i - 1;
        continue;
      }
      i = walkOn(walk, chunk, i);
      if (walk.illegalAt >= 0 && illegalAt < 0) illegalAt = position + walk.illegalAt;
      if (i >= chunk.length) break;
      // A line that was cut off swallowed the ones before this: they are looked at again.
      if (walk.inText && !rest && kept.with(chunk.subarray(start, i)).includes(newline)) {
        kept.add(chunk.subarray(start));
        position += chunk.length;
        return abandon('a line ends in the middle of an object');
      }
      stopped(walk, chunk, start, i);
      i++;
    }
    if (walk !== undefined && !rest) kept.add(chunk.subarray(start));
    position += chunk.length;
    return kept.length > largest && walk !== undefined ? abandon('it is too large for a record') : undefined;
  }

  /** Where no object is open: finds the next one. Returns the place behind the last byte that it took. */
  function between(chunk: Buffer, from: number): number {
    for (let i = from; i < chunk.length; i++) {
      const byte = chunk[i] ?? 0;
      if (skipping) skipping = byte !== newline;
      else if (byte === openBrace) {
        begin(position + i, false);
        return i + 1;
      } else if (byte === openBracket) outer.push(byte);
      else if (byte === closeBracket && outer.length > 0) {
        // Behind its list, the larger object goes on to its end.
        if (outer.pop() === openBrace) {
          begin(position + i, true);
          return i + 1;
        }
      } else if (kindOf[byte] !== byteKinds.blank) odd(byte, i);
      inLiteral = kindOf[byte] === byteKinds.literal;
    }
    return chunk.length;
  }

  function begin(at: number, isRest: boolean): void {
    walk = newWalk();
    objectAt = at;
    illegalAt = -1;
    rest = isRest;
    kept.clear();
    inLiteral = false;
  }

  /** A byte that stands where only objects should. In a list, a number does no harm to its neighbours. */
  function odd(byte: number, i: number): void {
    const isNumber = outer.length > 0 && kindOf[byte] === byteKinds.literal;
    if (isNumber && inLiteral) return;
    sink.broken(position + i, isNumber ? 'a value stands where a record should' : 'this is not JSON');
    skipping = !isNumber;
  }

  /** The walk stopped at byte `i` for one of its three reasons. */
  function stopped(at: Walk, chunk: Buffer, start: number, i: number): void {
    if (at.inText) {
      sink.broken(objectAt, 'a line ends in the middle of a text');
      walk = undefined;
    } else if (at.depth > 0) {
      if (rest || !leadsToList(chunk, start, i)) at.depth++;
      else {
        outer.push(openBrace);
        walk = undefined;
        if (illegalAt >= 0) sink.broken(illegalAt, 'this is not JSON');
      }
    } else {
      walk = undefined;
      if (illegalAt >= 0) sink.broken(illegalAt, 'this is not JSON');
      else if (chunk[i] !== closeBrace) sink.broken(position + i, 'this is not JSON');
      else if (!rest) sink.object(kept.with(chunk.subarray(start, i + 1)), objectAt);
    }
  }

  /** Looks at what stands in front of a `[`, as far back as it takes. */
  function leadsToList(chunk: Buffer, start: number, i: number): boolean {
    const near = chunk.subarray(Math.max(start, i - lookBack), i);
    return endsInListKey(near.length < lookBack ? kept.with(near) : near);
  }

  /** Gives up the open object. What follows its first line may be sound: a line that was cut off swallows the next ones. */
  function abandon(cause: string): Buffer | undefined {
    sink.broken(objectAt, cause);
    const bytes = kept.with(Buffer.alloc(0));
    const line = rest ? -1 : bytes.indexOf(newline);
    walk = undefined;
    kept.clear();
    skipping = line < 0;
    if (line < 0) return undefined;
    patienceLeft -= bytes.length;
    if (patienceLeft < 0) {
      skipping = true;
      sink.broken(objectAt, 'too much of it is broken, so a part was passed over');
      return undefined;
    }
    position = objectAt + line + 1;
    return bytes.subarray(line + 1);
  }
}
