import { acknowledgedNotice, noIdNotice } from '../../blocks/notices.ts';
import { normalizedIncidentId } from '../../core/incident-id.ts';
import { acknowledgeAs } from '../acknowledging.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  summary: { en: 'say that you are on it', ko: '알림을 맡았다고 알리기' },
  usage: '<id>',
  answers: 'now',
  async run(question, services) {
    if (question.args === '') return noIdNotice(question.locale);
    const result = await acknowledgeAs(question, normalizedIncidentId(question.args), services);
    return result.done ? acknowledgedNotice(result.incident, question.locale) : result.notice;
  },
});
