import { checkReport } from '../../blocks/check-report.ts';
import type { SlackMessage } from '../../blocks/message.ts';
import { noSuchAccountNotice } from '../../blocks/notices.ts';
import { checkPosture, judgeAccount } from '../../flows/check-posture.ts';
import { refreshWhenDue } from '../../flows/refresh-accounts.ts';
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
  await refreshWhenDue(services);
  const known = await directory.accounts();
  const active = known.filter(({ state }) => state === 'active');
  const chosen = active.filter(({ id, name }) => isMeant(args, id, name)).map(({ id }) => id);
  if (chosen.length === 0) {
    return noSuchAccountNotice(
      args,
      active.map(({ id, name }) => name ?? id),
      locale,
    );
  }
  const checked = await checkPosture({ auditor, store, clock }, chosen);
  return checkReport(
    checked.map(({ account, facts }) => ({
      account,
      name: directory.nameOf(account),
      results: judgeAccount(facts),
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
