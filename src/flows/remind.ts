import { type Ladder, type Owed, scheduled, steppedOn } from '../core/escalation.ts';
import type { Incident } from '../core/incident.ts';
import {
  type Clock,
  type IncidentStore,
  type JobQueue,
  type Mailer,
  SlackError,
  StoreError,
  type Summoner,
} from '../core/ports.ts';
import { givenUpAfter, type Settlement, settled } from '../core/settling.ts';

/** What reminding needs. */
export interface RemindPorts {
  readonly store: IncidentStore;
  readonly clock: Clock;
  readonly ladder: Ladder;
  readonly jobs: JobQueue;
  readonly summoner: Summoner;
  /** Absent if no topic for e-mails is set. */
  readonly mailer?: Mailer | undefined;
}

/** As many as one worker can tell of in its minute; the longest due come first, and the rest a minute later. */
const atOnce = 20;

const attempts = 20;

/**
 * Does what is due for incidents that nobody attends to: climbs the ladder, asks owners, gives back what they do not answer for.
 *
 *     what is due is written down (one conditional write) ── what is owed outside of the channel is sent, and ticked off
 *                                                         └─ card and thread are drawn, by a job of their own
 *
 * Whoever dies on the way leaves it due, so that the next minute goes on; a direct message or an e-mail may then come twice, and
 * never not at all. Throws the first failure, after everything else was done.
 */
export async function remind(ports: RemindPorts, now: number): Promise<void> {
  const failures: unknown[] = [];
  for (const { id } of await ports.store.listDue(now, atOnce)) {
    try {
      await remindOf(ports, id, now);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}

async function remindOf(ports: RemindPorts, id: string, now: number): Promise<void> {
  const incident = await change(ports, id, (seen) => steppedOn(seen, ports.ladder, now));
  if (incident === undefined) return;
  const failures: unknown[] = [];
  for (const owed of incident.owed ?? []) {
    const settlement = await settle(ports, incident, owed, now).catch((error: unknown) => {
      failures.push(error);
      return undefined;
    });
    if (settlement !== undefined)
      await change(ports, id, (seen) => settled(seen, owed, settlement, ports.clock()));
  }
  await ports.jobs.enqueue({ kind: 'redraw', incident: id });
  if (failures.length > 0) throw failures[0];
}

/** Sends what is owed; throws if that is to be tried again. */
async function settle(ports: RemindPorts, incident: Incident, owed: Owed, now: number): Promise<Settlement> {
  try {
    switch (owed.what) {
      case 'dm':
        return { told: await ports.summoner.summon(incident) };
      case 'mail':
        if (ports.mailer === undefined) return { failed: 'no_topic' };
        await ports.mailer.mail(incident, incident.denied === undefined ? 'unattended' : 'denied');
        return { mailed: true };
      case 'ask': {
        const owner = incident.acknowledged?.by;
        const gone = owner === undefined ? undefined : await ports.summoner.askOwner(incident, owner);
        return gone === undefined ? { asked: true } : { gone };
      }
    }
  } catch (error) {
    if (now - owed.since < givenUpAfter) throw error;
    return { failed: error instanceof SlackError ? error.code : 'unknown' };
  }
}

/** The incident after a change, or as it is if nothing was to be changed; undefined if it is gone. */
async function change(
  { store, ladder }: RemindPorts,
  id: string,
  next: (incident: Incident) => Incident | undefined,
): Promise<Incident | undefined> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const incident = await store.get(id);
    const changed = incident && next(incident);
    if (incident === undefined || changed === undefined) return await onTime(store, ladder, incident);
    const planned = scheduled(changed, ladder);
    if (await store.replace(planned)) return planned;
  }
  throw new StoreError(`${id} changed ${attempts} times while people were reminded of it.`);
}

/** An incident whose next step was planned by another ladder is planned anew, or it would be due for ever. */
async function onTime(
  store: IncidentStore,
  ladder: Ladder,
  incident: Incident | undefined,
): Promise<Incident | undefined> {
  if (incident === undefined || incident.owed !== undefined) return incident;
  const planned = scheduled(incident, ladder);
  if (planned.next?.at === incident.next?.at && planned.next?.what === incident.next?.what) return incident;
  const next = { ...planned, version: incident.version + 1 };
  return (await store.replace(next)) ? next : incident;
}
