import type { HeartbeatStore } from '../core/ports.ts';
import { fromAttribute, toAttribute } from './attribute-value.ts';
import { succeeded } from './conditional-write.ts';
import type { DynamoCall } from './dynamo-call.ts';

/** The last heartbeat of every account: one small item each, written by the alert path and read by checks. */
export function createHeartbeatStore(options: {
  readonly call: DynamoCall;
  readonly table: string;
}): HeartbeatStore {
  const { call, table: TableName } = options;
  return {
    async saveHeartbeat(account, at) {
      await succeeded(
        call('UpdateItem', {
          TableName,
          Key: keyOf(account),
          UpdateExpression: 'SET #at = :at',
          ConditionExpression: 'attribute_not_exists(pk) OR #at < :at',
          ExpressionAttributeNames: { '#at': 'at' },
          ExpressionAttributeValues: { ':at': toAttribute(at) },
        }),
      );
    },

    async lastHeartbeat(account) {
      const { Item } = await call('GetItem', { TableName, Key: keyOf(account), ConsistentRead: true });
      const at = Item?.at === undefined ? undefined : fromAttribute(Item.at);
      return typeof at === 'number' ? at : undefined;
    },
  };
}

function keyOf(account: string) {
  return { pk: { S: `ACCOUNT#${account}` }, sk: { S: 'HEARTBEAT' } };
}
