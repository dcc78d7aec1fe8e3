import { byCodeUnit } from '../core/by-code-unit.ts';
import { type Heartbeat, homeRegion, type RegionalHeartbeat } from '../core/heartbeat.ts';
import { asObject } from '../core/json.ts';
import type { HeartbeatStore } from '../core/ports.ts';
import { fromAttribute, type Item, toAttribute } from './attribute-value.ts';
import { succeeded } from './conditional-write.ts';
import type { DynamoCall } from './dynamo-call.ts';
import { queryAll } from './query-all.ts';

/**
 * The last heartbeat of every account and Region: one small item each, written by the alert path and read by checks. Beside them,
 * where checks have seen the rules that send them, and since when.
 */
export function createHeartbeatStore(options: {
  readonly call: DynamoCall;
  readonly table: string;
}): HeartbeatStore {
  const { call, table: TableName } = options;
  return {
    async saveHeartbeat({ account, region, at: time }) {
      const forgets = region !== homeRegion;
      await succeeded(
        call('UpdateItem', {
          TableName,
          Key: { pk: { S: keyOf(account) }, sk: { S: region } },
          UpdateExpression: `SET #at = :at, #region = :region${forgets ? ', #ttl = :ttl' : ''}`,
          ConditionExpression: 'attribute_not_exists(pk) OR #at < :at',
          ExpressionAttributeNames: { '#at': 'at', '#region': 'region', ...(forgets && { '#ttl': 'ttl' }) },
          ExpressionAttributeValues: {
            ':at': toAttribute(time),
            ':region': toAttribute(region),
            ...(forgets && { ':ttl': { N: String(Math.floor((time + forgottenAfter) / 1_000)) } }),
          },
        }),
      );
    },

    async lastHeartbeat(account) {
      const items = await queryAll({ call, table: TableName, pk: keyOf(account) });
      return items
        .flatMap((item) => readHeartbeat(account, item))
        .reduce<Heartbeat | undefined>(
          (oldest, each) => (oldest !== undefined && oldest.at <= each.at ? oldest : each),
          undefined,
        );
    },

    async heartbeats(account) {
      const items = await queryAll({ call, table: TableName, pk: keyOf(account) });
      const beats = new Map(
        items.flatMap((item) => readHeartbeat(account, item)).map(({ region, at }) => [region, at]),
      );
      const expected = expectedIn(items);
      return [...new Set([...beats.keys(), ...expected.keys()])].sort(byCodeUnit).map(
        (region): RegionalHeartbeat => ({
          region,
          ...(beats.has(region) && { at: beats.get(region) }),
          ...(expected.has(region) && { expectedSince: expected.get(region) }),
        }),
      );
    },

    async expectHeartbeats(account, since) {
      await call('PutItem', {
        TableName,
        Item: { pk: { S: keyOf(account) }, sk: { S: expectations }, since: toAttribute(since) },
      });
    },
  };
}

/** A Region that RootGuard was taken out of is forgotten after a month; until then its silence is told. In ms. */
const forgottenAfter = 30 * 86_400_000;

/** No Region is called so. */
const expectations = 'EXPECTED';

function expectedIn(items: readonly Item[]): ReadonlyMap<string, number> {
  const since = items.find(({ sk }) => sk !== undefined && fromAttribute(sk) === expectations)?.since;
  const entries = Object.entries(asObject(since && fromAttribute(since)) ?? {});
  return new Map(
    entries.flatMap(([region, time]) => (typeof time === 'number' ? [[region, time] as const] : [])),
  );
}

function keyOf(account: string): string {
  return `HEARTBEAT#${account}`;
}

function readHeartbeat(account: string, item: Item): readonly Heartbeat[] {
  const [time, region] = [item.at, item.region].map((value) =>
    value === undefined ? undefined : fromAttribute(value),
  );
  return typeof time === 'number' && typeof region === 'string' ? [{ account, region, at: time }] : [];
}
