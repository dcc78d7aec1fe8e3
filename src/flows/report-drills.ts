import { type DrillRecord, drillReport, drillTime } from '../core/drill-report.ts';
import { changed, type Incident } from '../core/incident.ts';
import { rootguard } from '../core/log-line.ts';
import type { Clock, IncidentStore } from '../core/ports.ts';
import type { DrillStore } from '../core/store-ports.ts';
import type { Drawn } from './draw-once.ts';

/** What reporting needs. */
export interface ReportDrillsPorts {
  readonly store: IncidentStore & DrillStore;
  readonly clock: Clock;
  /** Makes an incident's thread show what is stored. */
  readonly draw: (incident: Incident) => Promise<Drawn>;
  /** Tells the alerts channel of a drill that has no card whose thread could tell it. */
  readonly tell: (drill: DrillRecord) => Promise<void>;
}

/**
 * Gives the report of every drill that is over: all steps taken, or an hour gone. It stands in the thread of the drill's card as one
 * of the incident's own lines, so that it is there exactly once. Throws StoreError or SlackError; then the rest is for the next time.
 */
export async function reportDrills(ports: ReportDrillsPorts): Promise<void> {
  for (const drill of await ports.store.runningDrills()) {
    const incident = await ports.store.get(drill.incident);
    const done = drillReport(drill, incident).missing === undefined;
    if (!done && ports.clock() - drill.at < drillTime && drill.undetectedAt === undefined) continue;
    if (incident === undefined) await ports.tell(drill);
    else await ports.draw(await withReport(ports, incident));
    await ports.store.noteDrillReported(drill.incident, ports.clock());
  }
}

async function withReport({ store, clock }: ReportDrillsPorts, seen: Incident): Promise<Incident> {
  let incident = seen;
  for (;;) {
    if (incident.log.some(({ did }) => did === 'drilled')) return incident;
    const { next: _, ...ended } = incident;
    const next = changed(ended, { at: clock(), by: rootguard, did: 'drilled' });
    if (await store.replace(next)) return next;
    incident = (await store.get(seen.id)) ?? next;
  }
}
