import {
  type CanaryLog,
  type CanaryStore,
  canaryRefused,
  canarySent,
  newCanary,
  type TagCanary,
} from '../core/canary.ts';
import type { UnknownFact } from '../core/fact.ts';
import type { Clock } from '../core/ports.ts';

/** What sending a canary needs. */
export interface SendCanaryPorts {
  readonly store: CanaryStore;
  readonly tagCanary: TagCanary;
  readonly clock: Clock;
}

/** AWS did not take the tag. */
export class CanaryRefusedError extends Error {
  override readonly name = 'CanaryRefusedError';

  constructor({ call, cause }: UnknownFact) {
    super(`${call}: ${cause}`);
  }
}

/**
 * Sends one canary. It is written down first, so that its event finds it however fast it comes; a worker that dies in between
 * leaves one that never comes, and the next one shows that the path is well. Throws StoreError, or CanaryRefusedError once the
 * refusal is written down.
 */
export async function sendCanary({ store, tagCanary, clock }: SendCanaryPorts): Promise<void> {
  const canary = newCanary(clock());
  await change(store, (log) => canarySent(log, canary));
  const written = await tagCanary(canary.nonce);
  if (written.known) return;
  await change(store, (log) => canaryRefused(log, canary.nonce, written));
  throw new CanaryRefusedError(written);
}

async function change(store: CanaryStore, by: (log: CanaryLog) => CanaryLog): Promise<void> {
  while (!(await store.replaceCanaryLog(by(await store.canaryLog()))));
}
