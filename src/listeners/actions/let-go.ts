import { letGo } from '../../core/acts.ts';
import { actAs } from '../acting.ts';
import { defineAction } from '../action.ts';

/** Un-acknowledge: nobody is on it any more. */
export default defineAction({
  async press(press, services) {
    const result = await actAs(press, { typed: press.value, act: 'let-go', change: letGo }, services);
    return result.done ? undefined : result.notice;
  },
});
