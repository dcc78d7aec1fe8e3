import { type Heartbeat, homeRegion } from '../core/heartbeat.ts';
import type { HeartbeatStore } from '../core/ports.ts';
import { fromAttribute, type Item, toAttribute } from './attribute-value.ts';
import { succeeded } from './conditional-write.ts';
import type { DynamoCall } from './dynamo-call.ts';
import { queryAll } from './query-all.ts';

/** The last heartbeat of every account and Region: one small item each, written by the alert path and read by checks. */
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
  };
}

/** A Region that RootGuard was taken out of is forgotten after a month; until then its silence is told. In ms. */
const forgottenAfter = 30 * 86_400_000;

function keyOf(account: string): string {
  return `HEARTBEAT#${account}`;
}

function readHeartbeat(account: string, item: Item): readonly Heartbeat[] {
  const [time, region] = [item.at, item.region].map((value) =>
    value === undefined ? undefined : fromAttribute(value),
  );
  return typeof time === 'number' && typeof region === 'string' ? [{ account, region, at: time }] : [];
}
