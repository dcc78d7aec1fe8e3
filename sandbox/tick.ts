import type { SandboxClock } from './clock.ts';
import type { Queue } from './queue.ts';

const minute = 60_000;

/**
 * EventBridge Scheduler's part in template.yaml: a tick into the job queue at the beginning of every minute of sandbox time.
 * Skipped time gives one tick, as a schedule does that was held up. Returns the way to stop it.
 */
export function tickEveryMinute(clock: SandboxClock, jobs: Pick<Queue, 'send'>): () => void {
  let cancel: () => void = () => undefined;
  const next = () => {
    cancel = clock.after(minute - (clock.now() % minute), () => {
      jobs.send('{"source":"rootguard.job","detail-type":"tick","detail":{"kind":"tick"}}');
      next();
    });
  };
  next();
  return () => cancel();
}
