import { remind } from '../flows/remind.ts';
import { defineChore } from '../listeners/chore.ts';

/** What nobody attends to is called out, more loudly each time. */
export default defineChore({
  every: 1,
  run: (services, now) => remind(services, now),
});
