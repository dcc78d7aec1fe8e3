import type { WorkerServices } from './services.ts';

/** A duty that comes round by itself. Its file name is its id. */
export interface Chore {
  /** How often, in minutes, counted from midnight UTC of 1970-01-01: 60 is every full hour, 1440 every midnight. */
  readonly every: number;
  /** How many minutes after that; 0 if absent. */
  readonly after?: number;
  /**
   * Does it. `now` is in ms since the epoch. It may be called again for the same time, after a failure or when a worker died.
   * Throws when it could not be done; then it is tried again a minute later.
   */
  readonly run: (services: WorkerServices, now: number) => Promise<void>;
}

/** Types a chore; does nothing at run time. */
export function defineChore(chore: Chore): Chore {
  return chore;
}
