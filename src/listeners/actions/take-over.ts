import { takenOverNotice } from '../../blocks/act-notices.ts';
import { takenOver } from '../../core/acts.ts';
import { actAs } from '../acting.ts';
import { defineAction } from '../action.ts';
import { readSeen } from '../seen.ts';

/** The value names the owner whom the person saw, by when that one took it: nobody is pushed aside unseen. */
export default defineAction({
  async press(press, services) {
    const { typed, seen } = readSeen(press.value);
    const change = (...[incident, act]: Parameters<typeof takenOver>) => takenOver(incident, act, seen);
    const result = await actAs(press, { typed, act: 'take-over', change }, services);
    return result.done ? takenOverNotice(result.incident, press.locale) : result.notice;
  },
});
