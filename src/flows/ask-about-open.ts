import type { Incident } from '../core/incident.ts';
import { askCustodians } from './ask-custodians.ts';
import type { AttestationPorts } from './change-attestation.ts';

/** How many open incidents one round looks at, the newest first. */
const each = 50;

/** Older ones were there before their account had custodians, and are no news to them. In ms. */
const news = 24 * 60 * 60_000;

/**
 * Asks the custodians of every account in which root was used and nobody has said why: once for an incident. To be called about
 * once a minute. One that cannot be asked about is logged and keeps no other waiting. Throws StoreError.
 */
export async function askAboutOpen(ports: AttestationPorts): Promise<void> {
  const { store, clock, logger } = ports;
  for (const incident of await store.listOpen(each)) {
    if (!isForCustodians(incident) || clock() - incident.openedAt > news) continue;
    try {
      if ((await store.attestation(incident.id)) === undefined) await askCustodians(ports, incident);
    } catch (error) {
      // Whoever could not be asked is asked by the next round of `tendAttestations`.
      logger.warn('custodians-not-asked', { incident: incident.id, error: String(error) });
    }
  }
}

/** Root itself was at work, and no plan has foreseen it; a task of sts:AssumeRoot names its caller, and a drill was nobody. */
function isForCustodians({ drill, state, findings, timeline }: Incident): boolean {
  if (drill !== undefined || state === 'explained') return false;
  if (findings.every(({ because }) => because.some(({ code }) => code === 'planned'))) return false;
  if (findings.some(({ detection }) => detection === 'assume-root')) return false;
  return timeline.some((line) => line.by === undefined && line.class !== 'findings');
}
