import { guardReport } from '../../blocks/guard-report.ts';
import { checkGuard } from '../../flows/check-guard.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  summary: {
    en: 'check the organization and the guard itself: bus, rules, queues, Slack, alarms',
    ko: '조직과 가드 자체(버스, 규칙, 대기열, Slack, 경보)를 점검',
  },
  usage: '',
  answers: 'later',
  meanwhile: { en: 'Checking the guard itself …', ko: '가드 자체를 점검하는 중입니다 …' },
  run: async ({ locale }, services) => guardReport(await checkGuard(services), locale),
});
