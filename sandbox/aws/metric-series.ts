import type { World } from './world.ts';

/** A number and when it was counted, in ms since the epoch. */
export interface Counted {
  readonly at: number;
  readonly value: number;
}

/** Which metric: its namespace, name and dimensions. */
export interface MetricName {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

const hour = 3_600_000;

/**
 * What this AWS has counted in the last day. As the real one, it has nothing at all of what never happened, and of names that do not
 * exist: whoever asks for the wrong one does not learn so.
 */
export function seriesOf(metric: MetricName, world: World): readonly Counted[] {
  const { guard, now } = world;
  if (metric.namespace === 'AWS/SQS') return ages(metric, world);
  // A heartbeat comes every quarter of an hour, by the way of an alert.
  if (is(metric, 'AWS/Lambda', 'Invocations', { FunctionName: 'rootguard-events' }))
    return guard.metrics === 'empty' ? [] : hoursAgo(24, now()).map((at) => ({ at, value: 4 }));
  const wrong = failing[guard.deliveries];
  return wrong !== undefined && is(metric, wrong.namespace, wrong.name, wrong.dimensions)
    ? hoursAgo(wrong.hours, now()).map((at) => ({ at, value: 2 }))
    : [];
}

/** How long the oldest of a queue's dead letters has been there, in seconds. */
function ages({ name, dimensions }: MetricName, { queues, now }: World): readonly Counted[] {
  const queue = queues().find((each) => `${each.name}-dlq` === dimensions.QueueName);
  const since = queue?.deadLetters.map(({ deadAt }) => deadAt).sort((a, b) => a - b)[0];
  if (name !== 'ApproximateAgeOfOldestMessage' || since === undefined) return [];
  return [{ at: now() - 60_000, value: Math.round((now() - since) / 1_000) }];
}

/** What is at fault on the way of an alert. */
const failing: Readonly<Record<string, MetricName & { readonly hours: number }>> = {
  once: {
    namespace: 'AWS/Events',
    name: 'FailedInvocations',
    dimensions: { EventBusName: 'rootguard', RuleName: 'rootguard-member-events' },
    hours: 1,
  },
  sustained: {
    namespace: 'AWS/Lambda',
    name: 'Errors',
    dimensions: { FunctionName: 'rootguard-worker' },
    hours: 6,
  },
  throttled: {
    namespace: 'AWS/Lambda',
    name: 'Throttles',
    dimensions: { FunctionName: 'rootguard-slack' },
    hours: 1,
  },
  lost: {
    namespace: 'AWS/Events',
    name: 'InvocationsFailedToBeSentToDlq',
    dimensions: { RuleName: 'rootguard-guard-events-1' },
    hours: 1,
  },
};

function is(
  metric: MetricName,
  namespace: string,
  name: string,
  dimensions: Readonly<Record<string, string>>,
): boolean {
  const inOrder = (names: Readonly<Record<string, string>>) => JSON.stringify(Object.entries(names).sort());
  return (
    metric.namespace === namespace &&
    metric.name === name &&
    inOrder(metric.dimensions) === inOrder(dimensions)
  );
}

/** The last whole hours, the newest last. */
function hoursAgo(count: number, now: number): readonly number[] {
  const last = Math.floor(now / hour) * hour;
  return Array.from({ length: count }, (_, index) => last - (count - 1 - index) * hour);
}
