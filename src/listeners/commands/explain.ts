import { noIdNotice } from '../../blocks/notices.ts';
import { defineCommand } from '../command.ts';
import { openExplainForm } from '../open-act-form.ts';

export default defineCommand({
  summary: {
    en: 'say what was behind it: planned, unplanned, or not us',
    ko: '무엇이었는지 설명하기: 계획됨, 계획 없음, 우리가 한 일이 아님',
  },
  usage: '<id>',
  answers: 'now',
  async run(question, services) {
    if (question.args === '') return noIdNotice('explain', question.locale);
    return await openExplainForm(question, question.args, services);
  },
});
