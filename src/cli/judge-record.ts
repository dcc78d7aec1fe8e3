import type { Finding } from '../core/detection.ts';
import { parseEnvelope } from '../core/envelope.ts';
import { at, objectAt, textAt } from '../core/json.ts';
import { type Parsed, parseRootEvent, type RootEvent } from '../core/root-event.ts';
import { detect } from '../flows/detect.ts';

/** An event and its most severe finding. */
export interface Alert {
  readonly event: RootEvent;
  readonly finding: Finding;
}

/** What a record turned out to be. */
export type Judged =
  | { readonly kind: 'alert'; readonly alert: Alert }
  | { readonly kind: 'silent' }
  | { readonly kind: 'unreadable' };

/** Judges what was cut out of a file: a CloudTrail record, an EventBridge event, or an entry of lookup-events. Never throws. */
export function judgeRecord(bytes: Buffer): Judged {
  const value = parsed(bytes);
  if (value === undefined) return { kind: 'unreadable' };
  const event = eventOf(value);
  if (!event.ok) return { kind: 'unreadable' };
  // Judged as of its own time: in a log everything is long ago, and nothing is "late".
  const [finding] = detect(event.value, event.value.time);
  return finding === undefined
    ? { kind: 'silent' }
    : { kind: 'alert', alert: { event: event.value, finding } };
}

/** Test suites redact ids and times; for them an alert of an unknown account is better than none. */
const unknown = { account: 'unknown', time: 0 };

function eventOf(value: unknown): Parsed<RootEvent> {
  const inner = textAt(value, 'CloudTrailEvent');
  if (inner !== undefined) return parseRootEvent(parsed(Buffer.from(inner)), unknown);
  const detail = objectAt(value, 'detail');
  if (detail === undefined) return parseRootEvent(value, unknown);
  return at(detail, 'eventName') === undefined ? parseEnvelope(value) : parseRootEvent(detail, unknown);
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
