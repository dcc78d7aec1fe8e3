import { askedNotice, nobodyToAskNotice } from '../../blocks/custodian-notices.ts';
import type { SlackMessage } from '../../blocks/message.ts';
import { noIdNotice, noSuchIncidentNotice } from '../../blocks/notices.ts';
import { normalizedIncidentId } from '../../core/incident-id.ts';
import { askCustodians } from '../../flows/ask-custodians.ts';
import { defineCommand } from '../command.ts';
import { refused } from '../permission.ts';
import type { Question, WorkerServices } from '../services.ts';

/** A direct message to each custodian takes longer than Slack waits for an answer. */
export default defineCommand({
  summary: {
    en: "ask the account's custodians whether it was them",
    ko: '계정의 관리인에게 본인인지 묻기',
  },
  usage: '<id>',
  answers: 'later',
  meanwhile: { en: 'Asking …', ko: '묻는 중입니다 …' },
  run,
});

async function run(question: Question, services: WorkerServices): Promise<SlackMessage> {
  const { args, locale } = question;
  if (args === '') return noIdNotice('ask', locale);
  const refusal = await refused(question, 'ask-custodians', services);
  if (refusal !== undefined) return refusal;
  const incident = await services.store.get(normalizedIncidentId(args));
  if (incident === undefined) return noSuchIncidentNotice(args, locale);
  const attestation = await askCustodians(services, incident);
  if (attestation === undefined)
    return nobodyToAskNotice(services.directory.nameOf(incident.account) ?? incident.account, locale);
  return askedNotice(
    attestation.asked.filter(({ message }) => message !== undefined),
    locale,
  );
}
