import { checkReport } from '../../blocks/check-report.ts';
import type { SlackMessage } from '../../blocks/message.ts';
import { noSuchAccountNotice } from '../../blocks/notices.ts';
import { checkPosture, judgeAccount } from '../../flows/check-posture.ts';
import { defineCommand } from '../command.ts';
import type { Question, WorkerServices } from '../services.ts';

export default defineCommand({
  summary: {
    en: 'ask AWS about root keys, root MFA, the trail and the rule, now',
    ko: '루트 키, 루트 MFA, 추적, 규칙을 지금 AWS에 확인',
  },
  usage: '[account]',
  answers: 'later',
  meanwhile: { en: 'Checking …', ko: '점검하는 중입니다 …' },
  run,
});

async function run({ args, locale }: Question, services: WorkerServices): Promise<SlackMessage> {
  const { directory, auditor, store, clock } = services;
  const known = await directory.accounts();
  const chosen = known.filter((account) => isMeant(args, account, directory.nameOf(account)));
  if (chosen.length === 0) {
    return noSuchAccountNotice(
      args,
      known.map((account) => directory.nameOf(account) ?? account),
      locale,
    );
  }
  const checked = await checkPosture({ auditor, store, clock }, chosen);
  return checkReport(
    checked.map((check) => ({
      account: check.account,
      name: directory.nameOf(check.account),
      results: judgeAccount(check),
    })),
    locale,
  );
}

function isMeant(typed: string, account: string, name: string | undefined): boolean {
  const wanted = typed.toLowerCase();
  return (
    wanted === '' ||
    wanted === 'all' ||
    wanted.replaceAll(/[ -]/g, '') === account ||
    wanted === name?.toLowerCase()
  );
}
