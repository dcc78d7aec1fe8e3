import { refreshWhenDue } from '../flows/refresh-accounts.ts';
import { defineChore } from '../listeners/chore.ts';

/** Every minute, because a large organization takes several turns; the list itself is made once an hour. */
export default defineChore({ every: 1, run: (services) => refreshWhenDue(services) });
