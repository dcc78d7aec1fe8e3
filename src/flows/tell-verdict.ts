import { type Answer, type Attestation, raises } from '../core/attestation.ts';
import { disowned } from '../core/disowned.ts';
import { type AttestationPorts, changeAttestation } from './change-attestation.ts';
import { changeIncident } from './change-incident.ts';
import { redrawQuestions } from './redraw-questions.ts';

/**
 * Says in the incident's thread what came of the question, and closes the questions to the others. Until that has
 * succeeded the question counts as not told, and `tendAttestations` tries again. Throws SlackError or StoreError.
 */
export async function tellVerdict(ports: AttestationPorts, attestation: Attestation): Promise<void> {
  if (attestation.told === true) return;
  await raiseIncident(ports, attestation);
  await sayAnswer(ports, attestation, undefined);
  const result = await changeAttestation(ports, attestation.incident, (seen) =>
    seen.told === true ? undefined : { ...seen, told: true, version: seen.version + 1 },
  );
  if (result?.changed !== true) return;
  const { asked } = result.attestation;
  await redrawQuestions(
    ports,
    result.attestation,
    asked.map(({ user }) => user),
  );
}

/** Nobody stands up for what root did: the incident is critical now, and its card says why. */
async function raiseIncident(ports: AttestationPorts, { incident, verdict }: Attestation): Promise<void> {
  if (verdict === undefined || !raises(verdict)) return;
  const result = await changeIncident(ports, incident, (seen, now) => disowned(seen, verdict.outcome, now));
  if (result.outcome === 'not-found') return;
  // The verdict must be heard whatever becomes of the card, which a later round draws.
  await ports.draw(result.incident).catch((error: unknown) => {
    ports.logger.warn('card-not-redrawn', { incident, error: String(error) });
  });
}

/** Says the verdict, or one answer that came after it, in the incident's thread. Throws if its card is not there yet. */
export async function sayAnswer(
  { store, questions }: AttestationPorts,
  attestation: Attestation,
  answer: Answer | undefined,
): Promise<void> {
  const incident = await store.get(attestation.incident);
  // It expired meanwhile: there is nobody left to tell.
  if (incident === undefined) return;
  if (incident.card === undefined) throw new Error(`${incident.id} has no card yet to answer below.`);
  await questions.say(incident.card, attestation, answer);
}
