import type { Detection, Finding } from '../core/detection.ts';
import type { ReasonCode } from '../core/reason.ts';
import type { RootEvent } from '../core/root-event.ts';
import { bySeverity } from '../core/severity.ts';
import { detections } from '../detections/index.generated.ts';

/** After an hour the reader must know that this is not happening now. */
const late = 60 * 60_000;

/**
 * What an event means: every detection that matches, most severe first; none for an event that is nobody's business.
 * A fallback detection speaks only when no precise one does. `now` is in ms since the epoch.
 */
export function detect(event: RootEvent, now: number): readonly Finding[] {
  const matching = Object.entries(detections).filter(([, detection]) => detection.matches(event));
  const precise = matching.filter(([, detection]) => detection.fallback !== true);
  return (precise.length > 0 ? precise : matching)
    .map(([id, detection]) => judge(id, detection, event, now))
    .sort((a, b) => bySeverity(a.severity, b.severity) || a.detection.localeCompare(b.detection));
}

function judge(id: string, detection: Detection, event: RootEvent, now: number): Finding {
  const lateness: readonly ReasonCode[] =
    event.addendum !== undefined || now - event.time > late ? ['delivered-late'] : [];
  return {
    detection: id,
    severity: detection.severity(event),
    because: [...detection.because(event), ...lateness],
  };
}
