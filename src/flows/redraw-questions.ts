import type { Attestation } from '../core/attestation.ts';
import type { AttestationPorts } from './change-attestation.ts';

/** Makes the questions of some people show what is stored. One that Slack does not take is logged, no more: it is told elsewhere. */
export async function redrawQuestions(
  { store, questions, logger }: AttestationPorts,
  attestation: Attestation,
  users: readonly string[],
): Promise<void> {
  const incident = await store.get(attestation.incident);
  if (incident === undefined) return;
  for (const { user, message } of attestation.asked) {
    if (message === undefined || !users.includes(user)) continue;
    await questions.redrawQuestion(user, message, attestation, incident).catch((error: unknown) => {
      logger.warn('question-not-redrawn', { incident: incident.id, user, error: String(error) });
    });
  }
}
