import { chores } from '../chores/index.generated.ts';
import { describe } from './answer-command.ts';
import type { Chore } from './chore.ts';
import type { WorkerServices } from './services.ts';

/** Longer than the worker may live (60 s), in ms: a worker that died with a chore does not hold it up for long. */
const lease = 90_000;

const minute = 60_000;

/**
 * Does every chore that is due, once for each span of its time, whoever else has the same tick. One that fails holds up none
 * of the others; it is noted, shown by `/rootguard status`, and tried again with the next tick.
 */
export async function runChores(
  services: WorkerServices,
  all: Readonly<Record<string, Chore>> = chores,
): Promise<void> {
  for (const [id, chore] of Object.entries(all)) await runChore(id, chore, services);
}

async function runChore(id: string, chore: Chore, services: WorkerServices): Promise<void> {
  const { store, clock, logger } = services;
  const now = clock();
  const span = Math.floor((now - (chore.after ?? 0) * minute) / (chore.every * minute));
  try {
    if (!(await store.takeChore(id, span, now, now + lease))) return;
    await chore.run(services, now);
    await store.leaveChore(id, span);
  } catch (error) {
    logger.error('chore-failed', { chore: id, error: describe(error) });
    const failure = { chore: id, at: now, error: error instanceof Error ? error.name : 'unknown' };
    await store.leaveChore(id, span, failure).catch(() => undefined); // The lease ends by itself.
  }
}
