import { acknowledged } from '../../core/acts.ts';
import { actAs } from '../acting.ts';
import { defineAction } from '../action.ts';

export default defineAction({
  async press(press, services) {
    const doing = { typed: press.value, act: 'acknowledge', change: acknowledged };
    const result = await actAs(press, doing, services);
    return result.done ? undefined : result.notice;
  },
});
