import {
  type CloudWatchClient,
  type MetricDataQuery,
  type MetricDataResult,
  paginateGetMetricData,
} from '@aws-sdk/client-cloudwatch';
import { AuditCallError, ask } from './audit-fact.ts';

/** What CloudWatch's numbers are about. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly stat: 'Sum' | 'Maximum';
}

/** The span that is asked for, in ms since the epoch, and how long each of its parts is, in seconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly period: number;
}

/** A number, and when the part of the span began that it is about (ms since the epoch). */
export interface Datapoint {
  readonly at: number;
  readonly value: number;
}

export const metricCall = 'cloudwatch:GetMetricData';

/**
 * Reads metrics, at most 500 at once. Where CloudWatch has counted nothing there are no datapoints: EventBridge does not even send its
 * zeros. Throws AuditCallError, also where CloudWatch has not told all.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html
 */
export function readMetrics(
  client: CloudWatchClient,
  metrics: readonly Metric[],
  span: Span,
): Promise<readonly (readonly Datapoint[])[]> {
  return ask(metricCall, async () => {
    const found = new Map<string, Datapoint[]>();
    const complete = new Set<string>();
    const pages = paginateGetMetricData(
      { client },
      {
        StartTime: new Date(span.from),
        EndTime: new Date(span.to),
        MetricDataQueries: metrics.map((metric, index) => queryOf(metric, index, span.period)),
      },
    );
    for await (const { MetricDataResults = [] } of pages) {
      for (const result of MetricDataResults) {
        const { Id = '', StatusCode } = result;
        found.set(Id, [...(found.get(Id) ?? []), ...datapointsIn(result)]);
        // "PartialData" goes on in the next page; "Forbidden" and "InternalError" hide what there may be.
        if (StatusCode === 'Complete') complete.add(Id);
      }
    }
    if (metrics.some((_, index) => !complete.has(idOf(index)))) throw new Error('not all of it was told');
    return metrics.map((_, index) => found.get(idOf(index)) ?? []);
  });
}

function queryOf(
  { namespace, name, dimensions, stat }: Metric,
  index: number,
  Period: number,
): MetricDataQuery {
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  return {
    Id: idOf(index),
    MetricStat: { Metric: { Namespace: namespace, MetricName: name, Dimensions }, Period, Stat: stat },
  };
}

/** An id must begin with a small letter. */
function idOf(index: number): string {
  return `m${index}`;
}

/** Throws where there are not as many times as values: nobody could say what is about when. */
function datapointsIn({ Timestamps = [], Values = [] }: MetricDataResult): readonly Datapoint[] {
  if (Timestamps.length !== Values.length) throw new AuditCallError(metricCall, 'service-error');
  return Timestamps.map((at, index) => ({ at: at.getTime(), value: Values[index] ?? Number.NaN }));
}
