import { redrawStale } from '../flows/redraw-stale.ts';
import { defineChore } from '../listeners/chore.ts';

/** No card shows less than is known for more than a minute. */
export default defineChore({ every: 1, run: (services) => redrawStale(services) });
