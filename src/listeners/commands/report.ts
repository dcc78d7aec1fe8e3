import { noSuchMonthNotice, reportPosted, reportSummary } from '../../blocks/evidence-report.ts';
import type { SlackMessage } from '../../blocks/message.ts';
import { readMonth } from '../../core/month.ts';
import { gatherEvidence } from '../../flows/gather-evidence.ts';
import { defineCommand } from '../command.ts';
import { refused } from '../permission.ts';
import type { Question, WorkerServices } from '../services.ts';

export default defineCommand({
  summary: {
    en: "a month's incidents in numbers, and as a file that can be proven offline",
    ko: '한 달의 알림을 요약하고 오프라인에서 검증할 수 있는 파일로 게시',
  },
  usage: '[2026-11 | last]',
  answers: 'later',
  meanwhile: { en: 'Gathering …', ko: '모으는 중입니다 …' },
  run,
});

async function run(question: Question, services: WorkerServices): Promise<SlackMessage> {
  const { args, locale, user: by, name } = question;
  // The file holds records of CloudTrail, and goes to everybody in the channel.
  const refusal = await refused(question, 'report', services);
  if (refusal !== undefined) return refusal;
  const month = readMonth(args, services.clock());
  if (month === undefined) return noSuchMonthNotice(args, locale);

  const { chain, ...told } = await gatherEvidence(services, month, { by, name });
  const file = `rootguard-${month.name}.ndjson`;
  const { head, entries, text: content } = chain;
  await services.upload({
    channel: services.channel,
    name: file,
    title: `RootGuard ${month.name}`,
    comment: reportSummary({ month: month.name, head, entries, name, ...told }, file, services.language),
    content,
  });
  return reportPosted(month.name, locale);
}
