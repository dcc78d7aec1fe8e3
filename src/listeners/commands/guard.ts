import { subjects } from '../../core/subject.ts';
import { defineCommand } from '../command.ts';
import { lookReport } from '../look-report.ts';

/** A short word for what `/rootguard check guard` and `/rootguard check organization` look at. */
export default defineCommand({
  alias: true,
  summary: {
    en: 'check the organization and the guard itself: bus, rules, queues, Slack, alarms',
    ko: '조직과 가드 자체(버스, 규칙, 대기열, Slack, 경보)를 점검',
  },
  usage: '',
  answers: 'later',
  meanwhile: { en: 'Checking the guard itself …', ko: '가드 자체를 점검하는 중입니다 …' },
  run: (question, services) => lookReport(subjects, question, undefined, services),
});
