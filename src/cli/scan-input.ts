import { separated } from '../core/finding-event.ts';
import { type Alert, alertOf } from './alert.ts';
import { causeOf, type Input } from './inputs.ts';
import { readEvent } from './read-event.ts';
import { createRecordCutter } from './record-cutter.ts';

/** What a scan does with what it finds. */
export interface ScanSink {
  alert(alert: Alert): void;
  /** A place that is no JSON, or cannot be read at all. The offset is in bytes, of the unzipped content. */
  broken(name: string, offset: number, cause: string): void;
  /** A JSON object that is neither a CloudTrail record nor an event. */
  foreign(name: string, offset: number, reason: string): void;
  /** Called after each chunk; `bytes` is its size, `records` the number of objects in it. */
  progress(name: string, bytes: number, records: number): void;
}

/** Runs the detections over one input, chunk by chunk. Never throws for what the input holds. */
export async function scanInput(
  input: Input,
  mayMatter: (bytes: Buffer) => boolean,
  sink: ScanSink,
): Promise<void> {
  let records = 0;
  let first = true;
  let read = 0;
  const broken = (offset: number, cause: string) => sink.broken(input.name, offset, cause);

  const cutter = createRecordCutter({
    object(bytes, offset) {
      records++;
      // The first of a file is always read, so that a file of something else is noticed.
      if (first || mayMatter(bytes)) judge(bytes, offset);
      first = false;
    },
    broken,
  });

  function judge(bytes: Buffer, offset: number): void {
    try {
      for (const value of separated(JSON.parse(bytes.toString()))) {
        const event = readEvent(value);
        if (!event.ok) sink.foreign(input.name, offset, event.reason);
        const alert = event.ok ? alertOf(event.value) : undefined;
        if (alert !== undefined) sink.alert(alert);
      }
    } catch (error) {
      broken(
        offset,
        error instanceof SyntaxError ? 'this is not JSON' : `it cannot be judged: ${causeOf(error)}`,
      );
    }
  }

  try {
    for await (const chunk of input.chunks()) {
      cutter.push(read === 0 ? withoutMark(chunk) : chunk);
      read += chunk.length;
      sink.progress(input.name, chunk.length, records);
      records = 0;
    }
  } catch (error) {
    broken(read, causeOf(error));
  }
  cutter.end();
  sink.progress(input.name, 0, records);
}

/** Some editors and shells begin UTF-8 with a mark, which is no JSON. Blanks keep the offsets right. */
function withoutMark(chunk: Buffer): Buffer {
  const isMarked = chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf;
  return isMarked ? Buffer.concat([Buffer.from('   '), chunk.subarray(3)]) : chunk;
}
