import { sendCanary } from '../flows/send-canary.ts';
import { defineChore } from '../listeners/chore.ts';

/**
 * Sends one canary, five minutes before the guard is looked at: it may have come by then, and one that did not is more than an hour
 * late at the look after. Where no event of AWS would come to, none is sent.
 */
export default defineChore({
  every: 60,
  after: 55,
  async run({ store, clock, tagCanary }) {
    if (tagCanary !== undefined) await sendCanary({ store, clock, tagCanary });
  },
});
