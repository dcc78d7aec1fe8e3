import { planList } from '../../blocks/plan-list.ts';
import { planEndedNotice } from '../../blocks/plan-notices.ts';
import { isOpenPlan } from '../../core/plan.ts';
import { endPlan } from '../../flows/end-plan.ts';
import { defineCommand } from '../command.ts';
import { changePlanAs, openPlanForm } from '../planning.ts';

/** How many plans are read for the list. */
const most = 100;

export default defineCommand({
  summary: {
    en: 'say beforehand that root will be used; list or end such plans',
    ko: '루트 사용을 미리 알리기, 계획 목록과 종료',
  },
  usage: '[account] | list | end <number>',
  answers: 'now',
  async run(question, services) {
    const [word = '', ...rest] = question.args.split(/\s+/);
    if (word === 'list') {
      const plans = await services.store.openPlans(most);
      return planList(plans.filter(isOpenPlan), services.directory.nameOf, question.locale);
    }
    if (word !== 'end') return await openPlanForm(question, question.args, services);
    const given = { typed: rest.join(' '), act: 'end-plan', change: endPlan, isForOthers: false };
    const result = await changePlanAs(question, given, services);
    return 'notice' in result ? result.notice : planEndedNotice(result.plan, question.locale);
  },
});
