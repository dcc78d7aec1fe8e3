import { dailySweepId } from '../core/sweep.ts';
import { startSweep } from '../flows/start-sweep.ts';
import { defineChore } from '../listeners/chore.ts';

/** Nobody asked for it, so nobody is told of it, unless something got worse. */
export default defineChore({
  every: 1_440,
  run: (services, now) =>
    startSweep(
      { ...services, messenger: services.posture },
      { id: dailySweepId(now), locale: services.language },
    ),
});
