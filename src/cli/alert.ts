import { headline } from '../blocks/words.ts';
import { reasonText } from '../core/reason.ts';
import type { RootEvent } from '../core/root-event.ts';
import type { Severity } from '../core/severity.ts';
import { detect } from '../flows/detect.ts';

/** One event that alerts, in English words. Its texts come from the log: they are not fit for a terminal as they are. */
export interface Alert {
  readonly eventID: string;
  readonly account: string;
  /** ISO 8601; null where the log does not tell. */
  readonly time: string | null;
  readonly eventName: string;
  readonly detection: string;
  readonly severity: Severity;
  readonly title: string;
  readonly because: readonly string[];
  readonly sourceIp: string | undefined;
}

/** What the detections make of an event, the most severe finding; undefined where none speaks. */
export function alertOf(event: RootEvent): Alert | undefined {
  // A log is old by nature: seen from the event's own time, nothing is late.
  const [finding] = detect(event, event.time);
  if (finding === undefined) return undefined;
  return {
    eventID: event.id,
    account: event.account,
    time: Number.isNaN(event.time) ? null : new Date(event.time).toISOString(),
    eventName: event.name,
    detection: finding.detection,
    severity: finding.severity,
    title: headline({ ...finding, event: event.name }, 'en'),
    because: finding.because.map((reason) => reasonText(reason, 'en')),
    sourceIp: event.sourceIp,
  };
}
