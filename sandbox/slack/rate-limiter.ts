import { rateLimits } from './limits.ts';

/** Token buckets on sandbox time: one for each channel that is posted to, one for each other method. */
export interface RateLimiter {
  /** Takes one call, or says after how many seconds (rounded up, as Retry-After) it may come again. */
  take(method: string, channel: string | undefined): number | undefined;
}

interface Bucket {
  tokens: number;
  filledAt: number;
}

/** Makes the limiter. `now` is in ms. */
export function createRateLimiter(now: () => number): RateLimiter {
  const buckets = new Map<string, Bucket>();
  return {
    take(method, channel) {
      const limit = rateLimits[method];
      if (limit === undefined) return undefined;
      const key = method === 'chat.postMessage' ? `${method} ${channel ?? ''}` : method;
      const perMs = limit.perMinute / 60_000;
      const before = buckets.get(key) ?? { tokens: limit.burst, filledAt: now() };
      const tokens = Math.min(limit.burst, before.tokens + (now() - before.filledAt) * perMs);
      const taken = tokens >= 1;
      buckets.set(key, { tokens: taken ? tokens - 1 : tokens, filledAt: now() });
      return taken ? undefined : Math.max(1, Math.ceil((1 - tokens) / perMs / 1_000));
    },
  };
}
