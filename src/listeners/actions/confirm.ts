import { confirmed } from '../../core/explaining.ts';
import { actAs } from '../acting.ts';
import { defineAction } from '../action.ts';
import { readSeen } from '../seen.ts';

/** The second person agrees with the explanation that they saw. */
export default defineAction({
  async press(press, services) {
    const { typed, seen } = readSeen(press.value);
    const change = (...[incident, act]: Parameters<typeof confirmed>) => confirmed(incident, act, seen);
    const result = await actAs(press, { typed, act: 'confirm', change }, services);
    return result.done ? undefined : result.notice;
  },
});
