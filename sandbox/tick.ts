import { heartbeatRule, heartbeatSource, homeRegion } from '../src/core/heartbeat.ts';
import type { LocalAws } from './aws/local-aws.ts';
import { troubleOf } from './aws/member-rules.ts';
import type { SandboxClock } from './clock.ts';
import type { Queue } from './queue.ts';

const minute = 60_000;
const hour = 60 * minute;

/** What happens in AWS by the clock. */
export interface Schedules {
  readonly clock: SandboxClock;
  readonly aws: Pick<LocalAws, 'accounts'>;
  readonly hubAccount: string;
  readonly ingest: Pick<Queue, 'send' | 'idle'>;
  readonly jobs: Pick<Queue, 'send'>;
}

/**
 * EventBridge Scheduler's part in template.yaml, a tick into the job queue at the beginning of every minute of sandbox time, and the
 * scheduled rule's in member.yaml, a heartbeat at the beginning of every hour. Skipped time gives one of each, as a schedule does that
 * was held up; heartbeats go first, so that no check misses what came with it. Returns the way to stop it.
 */
export function keepSchedules(schedules: Schedules): () => void {
  const { clock, ingest, jobs } = schedules;
  let cancel: () => void = () => undefined;
  let hours = Math.floor(clock.now() / hour);
  const tick = () => jobs.send('{"source":"rootguard.job","detail-type":"tick","detail":{"kind":"tick"}}');
  const next = () => {
    cancel = clock.after(minute - (clock.now() % minute), () => {
      const now = Math.floor(clock.now() / hour);
      const beats = now > hours ? heartbeats(schedules) : [];
      // More than an hour was skipped, in which the hub's worker would have sent some, too.
      if (now > hours + 1) beats.push(heartbeatOf(schedules.hubAccount, clock.now()));
      hours = now;
      for (const beat of beats) ingest.send(JSON.stringify(beat));
      if (beats.length === 0) tick();
      else void ingest.idle().then(tick, () => undefined);
      next();
    });
  };
  next();
  return () => cancel();
}

/**
 * What member.yaml's rule puts onto the hub's bus, from the accounts and Regions that it is deployed in and whose way there is whole;
 * where the hub is, it needs none. A thousand accounts take two seconds of work an hour.
 */
function heartbeats({ aws, clock, hubAccount }: Schedules): object[] {
  return aws
    .accounts()
    .filter(({ state, rule, target }) => state === 'ACTIVE' && rule !== 'missing' && target === 'right')
    .flatMap((account) =>
      [...(account.id === hubAccount ? [] : [homeRegion]), ...account.regions]
        .filter((region) => troubleOf(account, region, heartbeatRule) === undefined)
        .map((region) => ({ id: account.id, region })),
    )
    .map(({ id, region }) => ({
      ...heartbeatOf(id, clock.now(), region),
      'detail-type': 'Scheduled Event',
      source: 'aws.events',
      resources: [`arn:aws:events:${region}:${id}:rule/${heartbeatRule}`],
    }));
}

/** The hub's own heartbeat, as its worker puts it onto the bus. */
function heartbeatOf(account: string, now: number, region: string = homeRegion): object {
  return {
    version: '0',
    id: `heartbeat-${account}-${region}-${now}`,
    'detail-type': 'heartbeat',
    source: heartbeatSource,
    account,
    time: new Date(now).toISOString().replace(/\.\d+Z$/, 'Z'),
    region,
    resources: [],
    detail: {},
  };
}
