import { acknowledgedNotice } from '../../blocks/act-notices.ts';
import { noIdNotice } from '../../blocks/notices.ts';
import { acknowledged } from '../../core/acts.ts';
import { actAs } from '../acting.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  summary: { en: 'say that you are on it', ko: '알림을 맡았다고 알리기' },
  usage: '<id>',
  answers: 'now',
  async run(question, services) {
    if (question.args === '') return noIdNotice('ack', question.locale);
    const doing = { typed: question.args, act: 'acknowledge', change: acknowledged };
    const result = await actAs(question, doing, services);
    return result.done ? acknowledgedNotice(result.incident, question.locale) : result.notice;
  },
});
