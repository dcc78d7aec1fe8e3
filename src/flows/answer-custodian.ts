import { type Attestation, isNews, lastAnswerOf, type Said, withAnswer } from '../core/attestation.ts';
import { type AttestationPorts, changeAttestation } from './change-attestation.ts';
import { redrawQuestions } from './redraw-questions.ts';
import { sayAnswer, tellVerdict } from './tell-verdict.ts';

/** What became of an answer. */
export type Answering =
  | { readonly outcome: 'done'; readonly attestation: Attestation }
  /** The same person said the same again, or Slack sent the press again. */
  | { readonly outcome: 'same'; readonly attestation: Attestation }
  /** This person was not asked; nothing changed. */
  | { readonly outcome: 'not-asked' }
  | { readonly outcome: 'not-found' };

/**
 * Records what a custodian says, by one conditional write, and tells the incident if that decides it. What comes after the
 * verdict is recorded and changes nothing; a late "me", or one that is taken back, is said, too. Throws StoreError; then nothing changed.
 */
export async function answerCustodian(
  ports: AttestationPorts,
  incident: string,
  person: { readonly user: string; readonly name: string },
  answer: { readonly said: Said; readonly reason?: string },
): Promise<Answering> {
  const { user: by, name } = person;
  const result = await changeAttestation(ports, incident, (seen) =>
    withAnswer(seen, { by, name, at: ports.clock(), ...answer }),
  );
  if (result === undefined) return { outcome: 'not-found' };
  const { attestation, changed } = result;
  if (!changed) {
    const isAsked = attestation.asked.some(({ user }) => user === by);
    return isAsked ? { outcome: 'same', attestation } : { outcome: 'not-asked' };
  }
  const given = lastAnswerOf(attestation, by);
  const decides = attestation.verdict !== undefined && attestation.verdict.at === given?.at;
  // Whoever answered sees it at once; whether the others and the channel hear of it now or with the next round is not theirs.
  await redrawQuestions(ports, attestation, [by]);
  if (decides) await later(ports, attestation, () => tellVerdict(ports, attestation));
  else if (given !== undefined && isNews(attestation, given))
    await later(ports, attestation, () => sayAnswer(ports, attestation, given));
  return { outcome: 'done', attestation };
}

async function later(
  { logger }: AttestationPorts,
  { incident }: Attestation,
  tell: () => Promise<void>,
): Promise<void> {
  await tell().catch((error: unknown) =>
    logger.warn('verdict-told-later', { incident, error: String(error) }),
  );
}
