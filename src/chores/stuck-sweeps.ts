import { finishStuckSweeps } from '../flows/finish-sweep.ts';
import { defineChore } from '../listeners/chore.ts';

/** Sweeps that lost an account on the way end here, and say so. */
export default defineChore({
  every: 10,
  run: (services) => finishStuckSweeps({ ...services, messenger: services.posture }),
});
