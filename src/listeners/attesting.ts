import { notAskedNotice } from '../blocks/custodian-notices.ts';
import type { SlackMessage } from '../blocks/message.ts';
import { noSuchIncidentNotice } from '../blocks/notices.ts';
import type { Said } from '../core/attestation.ts';
import { normalizedIncidentId } from '../core/incident-id.ts';
import { answerCustodian } from '../flows/answer-custodian.ts';
import type { Asker, Services } from './services.ts';

/** Records what a custodian says. Their question shows it; a notice only where there was nothing to record. */
export async function answerAs(
  asker: Asker,
  typed: string,
  answer: { readonly said: Said; readonly reason?: string },
  services: Services,
): Promise<SlackMessage | undefined> {
  const result = await answerCustodian(services, normalizedIncidentId(typed), asker, answer);
  if (result.outcome === 'not-found') return noSuchIncidentNotice(typed, asker.locale);
  if (result.outcome !== 'not-asked') return undefined;
  services.logger.warn('refused', { user: asker.user, act: `answer ${answer.said}`, may: 'not-asked' });
  return notAskedNotice(asker.locale);
}
