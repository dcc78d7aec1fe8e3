import type { Attestation } from '../core/attestation.ts';
import type { CustodianBoard, CustodianStore } from '../core/custodian-ports.ts';
import type { Incident } from '../core/incident.ts';
import type { Clock, IncidentStore, Logger } from '../core/ports.ts';
import type { ChangePorts } from './change-incident.ts';

/** What asking custodians needs. */
export interface AttestationPorts extends ChangePorts {
  readonly store: CustodianStore & IncidentStore;
  readonly questions: CustodianBoard;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Makes an incident's card show what is stored. Throws SlackError or StoreError. */
  readonly draw: (incident: Incident) => Promise<unknown>;
}

const attempts = 20;

/**
 * Changes a question by one conditional write. Returns it as it then is, and whether this call changed it; undefined if
 * there is none. Throws StoreError.
 */
export async function changeAttestation(
  { store }: Pick<AttestationPorts, 'store'>,
  incident: string,
  change: (attestation: Attestation) => Attestation | undefined,
): Promise<{ readonly attestation: Attestation; readonly changed: boolean } | undefined> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const seen = await store.attestation(incident);
    if (seen === undefined) return undefined;
    const next = change(seen);
    if (next === undefined) return { attestation: seen, changed: false };
    if (await store.replaceAttestation(next)) return { attestation: next, changed: true };
  }
  throw new Error(`The question about ${incident} changed ${attempts} times while it was being changed.`);
}
