import { statusReport } from '../../blocks/status-report.ts';
import { defineCommand } from '../command.ts';
import { gatherStatus } from '../gather-status.ts';

export default defineCommand({
  summary: {
    en: 'open alerts, the last check and its age, and whether the guard lost anything',
    ko: '열린 알림, 마지막 점검과 경과 시간, 놓친 이벤트',
  },
  usage: '',
  answers: 'now',
  run: async ({ locale }, services) => statusReport(await gatherStatus(services), locale),
});
