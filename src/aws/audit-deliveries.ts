import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { Fact } from '../core/fact.ts';
import type { Deliveries, DeliveryFailure } from '../core/guard-facts.ts';
import { gatherFact } from './audit-fact.ts';
import { type Datapoint, type Metric, metricCall, readMetrics } from './audit-metrics.ts';
import { hubFunctions } from './hub-names.ts';
import type { ListedRule } from './list-rules.ts';

const hour = 3_600_000;

/**
 * What went wrong on the way in the last 24 hours, hour by hour, as CloudWatch counted it: what EventBridge could not hand over, and
 * runs of functions that failed or were turned away. CloudWatch counts by best effort.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 */
export function gatherDeliveries(
  cloudWatch: CloudWatchClient,
  list: () => Promise<readonly ListedRule[]>,
  now: number,
): Promise<Fact<Deliveries>> {
  return gatherFact(metricCall, async () => {
    const wanted = [...functionMetrics(), ...ruleMetrics(await list())];
    // The heartbeats alone make the function for alerts run four times an hour.
    const witness: Metric = lambdaMetric('rootguard-events', 'Invocations');
    const to = Math.ceil(now / hour) * hour;
    const [runs = [], ...found] = await readMetrics(
      cloudWatch,
      [witness, ...wanted.map(({ metric }) => metric)],
      { from: to - 24 * hour, to, period: 3_600 },
    );
    return {
      counted: sum(runs) > 0,
      failures: wanted.flatMap(({ of, kind }, index) => failureIn(of, kind, found[index] ?? [])),
    };
  });
}

interface Wanted {
  readonly of: string;
  readonly kind: DeliveryFailure['kind'];
  readonly metric: Metric;
}

function functionMetrics(): readonly Wanted[] {
  return hubFunctions.flatMap((of): readonly Wanted[] => [
    { of, kind: 'failed-runs', metric: lambdaMetric(of, 'Errors') },
    { of, kind: 'throttled-runs', metric: lambdaMetric(of, 'Throttles') },
  ]);
}

function lambdaMetric(name: string, metric: string): Metric {
  return { namespace: 'AWS/Lambda', name: metric, dimensions: { FunctionName: name }, stat: 'Sum' };
}

/** Of every rule of the hub, whatever it feeds. A rule of the default bus is told by its name alone. */
function ruleMetrics(rules: readonly ListedRule[]): readonly Wanted[] {
  return rules.flatMap(({ bus, rule: { Name: of = '' } }) =>
    Object.entries(ruleKinds).map(([name, kind]) => {
      const dimensions = { ...(bus === 'default' ? {} : { EventBusName: bus }), RuleName: of };
      return { of, kind, metric: { namespace: 'AWS/Events', name, dimensions, stat: 'Sum' as const } };
    }),
  );
}

const ruleKinds = {
  FailedInvocations: 'not-delivered',
  InvocationsFailedToBeSentToDlq: 'lost',
  ThrottledRules: 'throttled-rule',
} as const satisfies Readonly<Record<string, DeliveryFailure['kind']>>;

function failureIn(
  of: string,
  kind: DeliveryFailure['kind'],
  points: readonly Datapoint[],
): readonly DeliveryFailure[] {
  const bad = points.filter(({ value }) => value > 0);
  if (bad.length === 0) return [];
  return [{ of, kind, times: sum(bad), hours: bad.length, lastAt: Math.max(...bad.map(({ at }) => at)) }];
}

function sum(points: readonly Datapoint[]): number {
  return points.reduce((total, { value }) => total + value, 0);
}
