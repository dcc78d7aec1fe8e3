import { at, type JsonObject, objectAt, textAt } from '../../src/core/json.ts';
import { AwsError, ownKind } from './errors.ts';
import { type Counted, type MetricName, seriesOf } from './metric-series.ts';
import type { Operation, Service, World } from './world.ts';

/** So few results a page that nobody forgets to ask on. The real one's pages hold 100,800 datapoints. */
const pageSize = 10;

/**
 * GetMetricData of metrics by their names, without math. The newest datapoints come first. A page that ends in the midst of the
 * queries says of the first that it leaves out that it is told in part.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html
 */
const getMetricData: Operation = ({ input, account }, world) => {
  const [from, to] = [timeAt(input, 'StartTime'), timeAt(input, 'EndTime')];
  if (from >= to) throw invalid('The parameter StartTime must be less than the parameter EndTime.');
  const queries = at(input, 'MetricDataQueries');
  if (!Array.isArray(queries) || queries.length < 1 || queries.length > 500)
    throw invalid('The collection MetricDataQueries must have between 1 and 500 members.');
  const read = queries.map(readQuery);
  if (new Set(read.map(({ id }) => id)).size < read.length)
    throw invalid('The values of parameter Id in MetricDataQueries must be unique.');
  const begin = Number(textAt(input, 'NextToken') ?? 0);
  if (!(Number.isInteger(begin) && begin >= 0 && begin < read.length)) throw invalid('Invalid nextToken.');
  const foreign = account.id !== world.hubAccount;
  const page = read.slice(begin, begin + pageSize).map((query) => ({
    Id: query.id,
    Label: query.metric.name,
    ...(foreign ? nothing : pointsOf(query, from, to, world)),
    StatusCode:
      world.guard.metrics === 'partial' && query.id === read.at(-1)?.id ? 'InternalError' : 'Complete',
  }));
  const next = read[begin + pageSize];
  return {
    MetricDataResults: [
      ...page,
      ...(next === undefined
        ? []
        : [{ Id: next.id, Label: next.metric.name, ...nothing, StatusCode: 'PartialData' }]),
    ],
    Messages: [],
    ...(next !== undefined && { NextToken: String(begin + pageSize) }),
  };
};

/** CloudWatch. */
export const cloudWatch: Service = {
  dialect: { protocol: 'json-1.0', version: 'GraniteServiceVersion20100801' },
  operations: { GetMetricData: getMetricData },
};

const nothing = { Timestamps: [], Values: [] };

interface Query {
  readonly id: string;
  readonly metric: MetricName;
  /** In ms. */
  readonly period: number;
  readonly stat: string;
}

function readQuery(query: unknown): Query {
  const id = textAt(query, 'Id') ?? '';
  if (!/^[a-z][a-zA-Z0-9_]{0,254}$/.test(id)) throw invalid(`The value ${id} for parameter Id is not valid.`);
  const stat = objectAt(query, 'MetricStat');
  const metric = objectAt(stat, 'Metric');
  const [namespace, name] = [textAt(metric, 'Namespace'), textAt(metric, 'MetricName')];
  const period = Number(at(stat, 'Period'));
  const statistic = textAt(stat, 'Stat') ?? '';
  if (namespace === undefined || name === undefined)
    throw invalid('The parameter MetricStat must name a metric.');
  if (!(period >= 60 && period % 60 === 0)) throw invalid('Period must be a multiple of 60.');
  if (!['Sum', 'Maximum'].includes(statistic)) throw invalid(`Stat ${statistic} is not known here.`);
  const dimensions = at(metric, 'Dimensions') ?? [];
  if (!Array.isArray(dimensions) || dimensions.length > 30) throw invalid('Dimensions must be a list.');
  return {
    id,
    metric: {
      namespace,
      name,
      dimensions: Object.fromEntries(
        dimensions.map((each) => [textAt(each, 'Name') ?? '', textAt(each, 'Value') ?? '']),
      ),
    },
    period: period * 1_000,
    stat: statistic,
  };
}

function pointsOf({ metric, period, stat }: Query, from: number, to: number, world: World) {
  const parts = new Map<number, readonly Counted[]>();
  for (const point of seriesOf(metric, world)) {
    if (point.at < from || point.at >= to) continue;
    const part = Math.floor(point.at / period) * period;
    parts.set(part, [...(parts.get(part) ?? []), point]);
  }
  const inOrder = [...parts].sort(([a], [b]) => b - a);
  const values = inOrder.map(([, points]) => points.map(({ value }) => value));
  return {
    Timestamps: inOrder.map(([part]) => part / 1_000),
    Values: values.map((each) => (stat === 'Sum' ? each.reduce((a, b) => a + b, 0) : Math.max(...each))),
  };
}

/** In ms; the wire has seconds. */
function timeAt(input: JsonObject, name: string): number {
  const seconds = at(input, name);
  if (typeof seconds !== 'number') throw invalid(`The parameter ${name} is required.`);
  return seconds * 1_000;
}

function invalid(message: string): AwsError {
  return new AwsError(ownKind('InvalidParameterValueException', 400), message);
}
