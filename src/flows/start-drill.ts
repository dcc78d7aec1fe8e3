import { type Drill, drillIncident, newDrill } from '../core/drill.ts';
import type { DrillRecord } from '../core/drill-report.ts';
import { happeningNow } from '../core/example-envelope.ts';
import type { Clock, DrillBus } from '../core/ports.ts';
import type { DrillStore } from '../core/store-ports.ts';
import { detections } from '../detections/index.generated.ts';

/** The detections that can be drilled: all of them. */
export const drillable: readonly string[] = Object.keys(detections);

/** What starting a drill needs. */
export interface StartDrillPorts {
  readonly store: DrillStore;
  readonly drills: DrillBus;
  readonly clock: Clock;
}

/**
 * Puts a detection's example onto the bus as a drill. It is remembered first: a drill that gets lost on the way is what drills are
 * for. Throws StoreError, or what the bus says; then it counts as never started.
 */
export async function startDrill(
  { store, drills, clock }: StartDrillPorts,
  { account, ...started }: Pick<Drill, 'detection' | 'by' | 'name'> & { readonly account: string },
): Promise<DrillRecord> {
  const example = detections[started.detection]?.examples().find(({ raises }) => raises !== 'nothing');
  if (example === undefined)
    throw new Error(`The detection ${started.detection} has no example that raises an alert.`);
  const now = clock();
  const drill = newDrill(started, now);
  const record: DrillRecord = { ...drill, account, incident: drillIncident(account, drill) };
  await store.startDrill(record);
  try {
    await drills.start({ drill, event: happeningNow(example, account, now) });
  } catch (error) {
    await store.noteDrillReported(record.incident, now);
    throw error;
  }
  return record;
}
