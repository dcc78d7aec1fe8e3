import { endDuePlans } from '../flows/end-due-plans.ts';
import { defineChore } from '../listeners/chore.ts';

/** Closes plans whose windows are over, and brings their messages up to date. */
export default defineChore({
  every: 1,
  async run(services) {
    await endDuePlans(services);
  },
});
