import { type Attestation, overdue } from '../core/attestation.ts';
import { askWhoIsLeft, isLeft } from './ask-custodians.ts';
import { type AttestationPorts, changeAttestation } from './change-attestation.ts';
import { tellVerdict } from './tell-verdict.ts';

/** How many questions one round looks at; the earliest deadline comes first, so nothing waits for ever. */
const each = 100;

/**
 * Closes every question whose deadline has passed, tells verdicts that could not be told, and asks who could not be asked
 * yet. To be called about once a minute. One that cannot be tended is logged and keeps no other waiting. Returns the
 * incidents whose questions it closed. Throws StoreError.
 */
export async function tendAttestations(ports: AttestationPorts): Promise<readonly string[]> {
  const closed: string[] = [];
  for (const { incident } of await ports.store.openAttestations(each)) {
    try {
      const result = await changeAttestation(ports, incident, (seen) => overdue(seen, ports.clock()));
      if (result === undefined) continue;
      if (result.changed) closed.push(incident);
      await goOn(ports, result.attestation);
    } catch (error) {
      ports.logger.error('question-not-tended', { incident, error: String(error) });
    }
  }
  return closed;
}

async function goOn(ports: AttestationPorts, attestation: Attestation): Promise<void> {
  if (attestation.verdict !== undefined) return await tellVerdict(ports, attestation);
  if (!attestation.asked.some(isLeft)) return;
  const incident = await ports.store.get(attestation.incident);
  if (incident !== undefined) await askWhoIsLeft(ports, attestation, incident);
}
