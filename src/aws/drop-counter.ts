import { asObject, at, textAt } from '../core/json.ts';
import type { DropCount, DropCounter } from '../core/ports.ts';
import { shortened } from '../core/shortened.ts';
import { fromAttribute, toAttribute } from './attribute-value.ts';
import { newWriteId, succeeded } from './conditional-write.ts';
import type { DynamoCall } from './dynamo-call.ts';

/** Counts dropped events in one item, by additions that DynamoDB does itself: none is lost when many come at once. */
export function createDropCounter(options: {
  readonly call: DynamoCall;
  readonly table: string;
}): DropCounter {
  const { call, table: TableName } = options;
  return {
    async countDropped(drop) {
      await succeeded(
        call('UpdateItem', {
          TableName,
          Key,
          UpdateExpression: 'SET #last = :last, #writeId = :writeId ADD #total :one',
          // The other way round than elsewhere: a repeated addition must not add again.
          ConditionExpression: 'attribute_not_exists(#writeId) OR #writeId <> :writeId',
          ExpressionAttributeNames: { '#last': 'last', '#writeId': 'writeId', '#total': 'total' },
          ExpressionAttributeValues: {
            // An unreadable event may have an id of any length.
            ':last': toAttribute(shortened(drop)),
            ':writeId': newWriteId(),
            ':one': { N: '1' },
          },
        }),
      );
    },

    async dropped() {
      const { Item } = await call('GetItem', { TableName, Key, ConsistentRead: true });
      if (Item?.total === undefined) return { total: 0 };
      const last = Item.last === undefined ? undefined : lastOf(fromAttribute(Item.last));
      return { total: Number(fromAttribute(Item.total)), ...(last !== undefined && { last }) };
    },
  };
}

const Key = { pk: { S: 'COUNTERS' }, sk: { S: 'DROPPED' } };

function lastOf(value: unknown): DropCount['last'] {
  const time = at(value, 'at');
  if (asObject(value) === undefined || typeof time !== 'number') return undefined;
  return { reason: textAt(value, 'reason') ?? '', id: textAt(value, 'id') ?? '', at: time };
}
