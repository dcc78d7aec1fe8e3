import type { CustodianStore } from '../core/custodian-ports.ts';
import type { Incident } from '../core/incident.ts';
import type { PlanStore } from '../core/plan-ports.ts';
import { plansCovering } from './match-plans.ts';

/**
 * Who has to do with what root did, as Slack user ids: custodians who said that it was them, and whoever asked for a plan whose
 * hours hold it, confirmed or not. They may not close it where that takes two. Throws StoreError.
 */
export async function involvedIn(
  ports: { readonly store: CustodianStore & PlanStore },
  incident: Incident,
): Promise<readonly string[]> {
  const [attestation, plans] = await Promise.all([
    ports.store.attestation(incident.id),
    plansCovering(ports, incident.account, incident.event.time),
  ]);
  const claimed = (attestation?.answers ?? []).filter(({ said }) => said === 'me').map(({ by }) => by);
  return [...new Set([...claimed, ...plans.map(({ requested }) => requested.by)])];
}
