import { approvePlan } from '../../flows/approve-plan.ts';
import { defineAction } from '../action.ts';
import { changePlanAs } from '../planning.ts';

export default defineAction({
  async press(press, services) {
    const given = { typed: press.value, act: 'approve-plan', change: approvePlan, isForOthers: true };
    const result = await changePlanAs(press, given, services);
    return 'notice' in result ? result.notice : undefined;
  },
});
