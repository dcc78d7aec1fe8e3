import { type CanaryStore, canaryArrived, canaryIn } from '../core/canary.ts';
import type { Clock, Logger } from '../core/ports.ts';
import type { RootEvent } from '../core/root-event.ts';

/** What hearing a canary needs. */
export interface HearCanaryPorts {
  readonly store: CanaryStore;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly hub?: string | undefined;
}

/**
 * Notes when a canary came, by our own clock, once; an event that is none changes nothing. Only a tag that was written down before
 * counts, whoever wrote it: a stranger's proves nothing, hides nothing, and leaves a line in the log. Throws StoreError.
 */
export async function hearCanary(
  { store, clock, logger, hub }: HearCanaryPorts,
  event: RootEvent,
): Promise<void> {
  const nonce = canaryIn(event, hub);
  if (nonce === undefined) return;
  const now = clock();
  for (;;) {
    const seen = await store.canaryLog();
    const sent = seen.canaries.find((canary) => canary.nonce === nonce);
    if (sent === undefined) return logger.warn('canary-unknown', { id: event.id });
    const next = canaryArrived(seen, nonce, now);
    if (next === seen) return;
    if (!(await store.replaceCanaryLog(next))) continue;
    return logger.info('canary-arrived', { ms: now - sent.sentAt });
  }
}
