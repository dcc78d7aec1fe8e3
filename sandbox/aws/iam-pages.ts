import { type JsonObject, textAt } from '../../src/core/json.ts';
import { AwsError, common } from './errors.ts';
import type { Reply } from './xml.ts';

/** IAM may answer with fewer entries than asked for; this one always does, so that nobody forgets to ask on. */
export function paged(member: string, entries: readonly Reply[], input: JsonObject): Reply {
  const start = readMarker(textAt(input, 'Marker'), entries.length);
  const end = start + Math.min(readMaxItems(textAt(input, 'MaxItems')), 2);
  const more = end < entries.length;
  return {
    [member]: entries.slice(start, end),
    IsTruncated: more,
    Marker: more ? Buffer.from(`entries:${end}`).toString('base64') : undefined,
  };
}

function readMarker(marker: string | undefined, length: number): number {
  if (marker === undefined) return 0;
  const position = Number(/^entries:(\d+)$/.exec(Buffer.from(marker, 'base64').toString('utf8'))?.[1]);
  if (Number.isInteger(position) && position < length) return position;
  throw new AwsError(common.invalid, 'Invalid Marker.');
}

function readMaxItems(text: string | undefined): number {
  const count = Number(text ?? 100);
  if (Number.isInteger(count) && count >= 1 && count <= 1_000) return count;
  throw new AwsError(common.invalid, "Value at 'maxItems' failed to satisfy constraint: between 1 and 1000");
}
