import { type PostureRecordStore, StoreError } from '../core/ports.ts';
import { emptyPostureRecord, type PostureRecord } from '../core/posture-record.ts';
import { fromAttribute, type Item } from './attribute-value.ts';
import type { DynamoCall } from './dynamo-call.ts';
import { postureRecordShape } from './posture-record-shape.ts';
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
      const value = fromAttribute(Item.document);
      const flaw = postureRecordShape(value);
      if (flaw === undefined) return value as PostureRecord;
      throw new StoreError(
        `The posture record of account ${account} cannot be read by this version of RootGuard: ${flaw} is not as expected.`,
      );
    },

    replacePostureRecord: (next) => putNextVersion(options, keyOf(next.account), next),
  };
}

function keyOf(account: string): Item {
  return { pk: { S: `ACCOUNT#${account}` }, sk: { S: 'POSTURE' } };
}
