import { declinePlan } from '../../flows/approve-plan.ts';
import { defineAction } from '../action.ts';
import { changePlanAs } from '../planning.ts';

export default defineAction({
  async press(press, services) {
    const given = { typed: press.value, act: 'decline-plan', change: declinePlan, isForOthers: true };
    const result = await changePlanAs(press, given, services);
    return 'notice' in result ? result.notice : undefined;
  },
});
