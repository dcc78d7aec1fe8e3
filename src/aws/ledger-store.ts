import { emptyLedger, type Ledger } from '../core/ledger.ts';
import { type LedgerStore, StoreError } from '../core/ports.ts';
import { fromAttribute, toAttribute } from './attribute-value.ts';
import { newWriteId, succeeded } from './conditional-write.ts';
import type { DynamoCall } from './dynamo-call.ts';
import { ledgerShape } from './ledger-shape.ts';

/** The accounts' ledgers: one item an account, changed by one conditional write. */
export function createLedgerStore(options: {
  readonly call: DynamoCall;
  readonly table: string;
}): LedgerStore {
  const { call, table: TableName } = options;
  return {
    async ledger(account) {
      const { Item } = await call('GetItem', { TableName, Key: keyOf(account), ConsistentRead: true });
      if (Item?.document === undefined) return emptyLedger(account);
      const value = fromAttribute(Item.document);
      const flaw = ledgerShape(value);
      if (flaw === undefined) return value as Ledger;
      throw new StoreError(
        `The ledger of account ${account} cannot be read by this version of RootGuard: ${flaw} is not as expected.`,
      );
    },

    async replaceLedger(next) {
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

function keyOf(account: string) {
  return { pk: { S: `ACCOUNT#${account}` }, sk: { S: 'LEDGER' } };
}
