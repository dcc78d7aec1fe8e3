import {
  drillReportMessage,
  drillStarted,
  noSuchDrill,
  noSuchDrillIncident,
} from '../../blocks/drill-report.ts';
import type { SlackMessage } from '../../blocks/message.ts';
import { drillReport } from '../../core/drill-report.ts';
import { normalizedIncidentId } from '../../core/incident-id.ts';
import { drillable, startDrill } from '../../flows/start-drill.ts';
import { defineCommand } from '../command.ts';
import { accountMeant, guardedAccounts } from '../meant-account.ts';
import { nearestWord } from '../nearest-word.ts';
import { refused } from '../permission.ts';
import type { DoorServices, Question } from '../services.ts';

/** What most people want to see first: root at the console, without MFA. */
const usual = 'root-sign-in-without-mfa';

export default defineCommand({
  summary: {
    en: 'raise a marked alert through the whole chain, and see how long people and machines take',
    ko: '표시된 훈련 알림을 전체 경로로 보내고 걸린 시간을 확인',
  },
  usage: '[detection] [account] | <id>',
  answers: 'now',
  run,
});

async function run(question: Question, services: DoorServices): Promise<SlackMessage> {
  const typed = question.args.split(/\s+/).filter((word) => word !== '');
  const [first = ''] = typed;
  if (/^rg-/i.test(first)) return await report(normalizedIncidentId(first), question, services);
  const refusal = await refused(question, 'drill', services);
  if (refusal !== undefined) return refusal;

  const accounts = await guardedAccounts(services);
  const detection = drillable.find((id) => id === first.toLowerCase()) ?? usual;
  const rest = detection === first.toLowerCase() ? typed.slice(1).join(' ') : typed.join(' ');
  const account = rest === '' ? accounts[0]?.id : accountMeant(rest, accounts);
  if (account === undefined)
    return noSuchDrill(rest, nearestWord(rest, drillable), drillable, question.locale);

  const drill = await startDrill(services, { detection, account, by: question.user, name: question.name });
  return drillStarted(drill, services.directory.nameOf(account) ?? account, question.locale);
}

async function report(id: string, { locale }: Question, { store }: DoorServices): Promise<SlackMessage> {
  const [drill, incident] = await Promise.all([store.drill(id), store.get(id)]);
  if (drill === undefined) return noSuchDrillIncident(id, locale);
  const undetected = drill.undetectedAt !== undefined;
  const over = undetected || drill.reportedAt !== undefined;
  return drillReportMessage(drillReport(drill, incident), id, { over, undetected }, locale);
}
