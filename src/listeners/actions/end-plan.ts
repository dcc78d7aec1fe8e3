import { endPlan } from '../../flows/end-plan.ts';
import { defineAction } from '../action.ts';
import { changePlanAs } from '../planning.ts';

export default defineAction({
  async press(press, services) {
    const given = { typed: press.value, act: 'end-plan', change: endPlan, isForOthers: false };
    const result = await changePlanAs(press, given, services);
    return 'notice' in result ? result.notice : undefined;
  },
});
