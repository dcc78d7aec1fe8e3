import { byCodeUnit } from '../core/by-code-unit.ts';
import type { Detection, Finding, Guard } from '../core/detection.ts';
import { guardNamed, ownNames } from '../core/guard.ts';
import type { Reason } from '../core/reason.ts';
import type { RootEvent } from '../core/root-event.ts';
import { bySeverity } from '../core/severity.ts';
import { detections } from '../detections/index.generated.ts';

/** After an hour the reader must know that this is not happening now. */
const late = 60 * 60_000;

const asInstalled = guardNamed(...ownNames);

/**
 * What an event means: every detection that matches, most severe first; none for an event that is nobody's business.
 * A fallback detection speaks only when no precise one does. `now` is in ms since the epoch.
 */
export function detect(event: RootEvent, now: number, guard: Guard = asInstalled): readonly Finding[] {
  const matching = Object.entries(detections).filter(([, detection]) => detection.matches(event, guard));
  const precise = matching.filter(([, detection]) => detection.fallback !== true);
  return (precise.length > 0 ? precise : matching)
    .map(([id, detection]) => judge(id, detection, event, now, guard))
    .sort((a, b) => bySeverity(a.severity, b.severity) || byCodeUnit(a.detection, b.detection));
}

function judge(id: string, detection: Detection, event: RootEvent, now: number, guard: Guard): Finding {
  const isLate = event.addendum !== undefined || now - event.time > late;
  const because: Reason[] = detection.because(event, guard).map((code) => ({ code }));
  return {
    detection: id,
    severity: detection.severity(event, guard),
    because: isLate ? [...because, { code: 'delivered-late' }] : because,
  };
}
