import { stillOnItNotice } from '../../blocks/act-notices.ts';
import { stillOnIt } from '../../core/acts.ts';
import { actAs } from '../acting.ts';
import { defineAction } from '../action.ts';

/** The owner's answer to the question whether they are still on it. */
export default defineAction({
  async press(press, services) {
    const doing = { typed: press.value, act: 'still-on-it', change: stillOnIt };
    const result = await actAs(press, doing, services);
    return result.done ? stillOnItNotice(result.incident, press.locale) : result.notice;
  },
});
