import { type PostureRecordStore, StoreError } from '../core/ports.ts';
import { emptyPostureRecord, type PostureRecord } from '../core/posture-record.ts';
import { fromAttribute, type Item, toAttribute } from './attribute-value.ts';
import { newWriteId, succeeded } from './conditional-write.ts';
import type { DynamoCall } from './dynamo-call.ts';
import { postureRecordShape } from './posture-record-shape.ts';

/** What is remembered of each account's checks: one item an account, changed by one conditional write. */
export function createPostureRecordStore(options: {
  readonly call: DynamoCall;
  readonly table: string;
}): PostureRecordStore {
  const { call, table: TableName } = options;
  return {
    async postureRecord(account) {
      const { Item } = await call('GetItem', { TableName, Key: keyOf(account), ConsistentRead: true });
      if (Item?.document === undefined) return emptyPostureRecord(account);
      const value = fromAttribute(Item.document);
      const flaw = postureRecordShape(value);
      if (flaw === undefined) return value as PostureRecord;
      throw new StoreError(
        `The posture record of account ${account} cannot be read by this version of RootGuard: ${flaw} is not as expected.`,
      );
    },

    async replacePostureRecord(next) {
      const seen = next.version - 1;
      const writeId = newWriteId();
      return await succeeded(
        call('PutItem', {
          TableName,
          Item: {
            ...keyOf(next.account),
            document: toAttribute(next),
            version: toAttribute(next.version),
            writeId,
          },
          ConditionExpression: `${seen === 0 ? 'attribute_not_exists(pk)' : 'version = :seen'} OR writeId = :writeId`,
          ExpressionAttributeValues: { ':writeId': writeId, ...(seen > 0 && { ':seen': toAttribute(seen) }) },
        }),
      );
    },
  };
}

function keyOf(account: string): Item {
  return { pk: { S: `ACCOUNT#${account}` }, sk: { S: 'POSTURE' } };
}
