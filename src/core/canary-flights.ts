import type { CanaryLog } from './canary.ts';
import type { CanaryFlights } from './guard-facts.ts';
import { percentile } from './statistics.ts';

const hour = 3_600_000;

/** What the last canaries tell; undefined if none was ever written down. */
export function flightsOf({ since, canaries }: CanaryLog, now: number): CanaryFlights | undefined {
  const newest = canaries.at(-1);
  if (since === undefined || newest === undefined) return undefined;
  const sent = canaries.filter(({ refused }) => refused === undefined);
  const landed = sent.flatMap(({ sentAt, arrivedAt }) =>
    arrivedAt === undefined ? [] : { sentAt, arrivedAt },
  );
  const last = landed.at(-1);
  const missing = sent.filter(({ arrivedAt }) => arrivedAt === undefined).map(({ sentAt }) => sentAt);
  const waitingSince = missing.find((sentAt) => last === undefined || sentAt > last.sentAt);
  // One that a later one overtook may still be on its way; after an hour it is lost, and after a day nobody's business.
  const lost = missing.filter(
    (sentAt) =>
      last !== undefined && sentAt <= last.sentAt && sentAt < now - hour && sentAt > now - 24 * hour,
  );
  const times = landed.map(({ sentAt, arrivedAt }) => Math.max(0, arrivedAt - sentAt));
  const [p50, p95] = [percentile(times, 0.5), percentile(times, 0.95)];
  return {
    since,
    sentAt: sent.at(-1)?.sentAt,
    last,
    waitingSince,
    lost: lost.length,
    refused: newest.refused,
    usual: p50 === undefined || p95 === undefined ? undefined : { count: times.length, p50, p95 },
  };
}
