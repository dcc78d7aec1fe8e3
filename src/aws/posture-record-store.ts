import type { PostureRecordStore } from '../core/ports.ts';
import { emptyPostureRecord } from '../core/posture-record.ts';
import type { Item } from './attribute-value.ts';
import type { DynamoCall } from './dynamo-call.ts';
import { postureRecordShape } from './posture-record-shape.ts';
import { readDocument } from './read-document.ts';
import { putNextVersion } from './versioned-item.ts';

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
      return readDocument(Item, postureRecordShape, `The posture record of account ${account}`);
    },

    replacePostureRecord: (next) => putNextVersion(options, keyOf(next.account), next),
  };
}

function keyOf(account: string): Item {
  return { pk: { S: `ACCOUNT#${account}` }, sk: { S: 'POSTURE' } };
}
