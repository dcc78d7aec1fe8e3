import type { UnknownCause } from '../core/posture.ts';

/** How often AWS is asked again because it was not ready or too busy, by the queue. */
const retries: Partial<Record<UnknownCause, number>> = { 'not-ready': 5, throttled: 3, timeout: 2 };

/** STS that is out of order hides a whole account: that is worth a second look, where one broken call of many is not. */
const retriesOfAll: typeof retries = { ...retries, 'service-error': 2, 'clock-skew': 2 };

/** How many ms later. */
export const askAgainAfter = 20_000;

/**
 * The cause for which AWS is asked again; undefined if none is, or that was done often enough. `receives` is how often the job came
 * out of its queue, `shut` whether nothing at all could be learnt.
 */
export function worthAskingAgain(
  causes: readonly UnknownCause[],
  receives: number,
  shut = false,
): UnknownCause | undefined {
  const worth = shut ? retriesOfAll : retries;
  return causes.find((cause) => receives <= (worth[cause] ?? 0));
}
