import { emptyLedger, type Ledger } from '../core/ledger.ts';
import { type LedgerStore, StoreError } from '../core/ports.ts';
import { fromAttribute } from './attribute-value.ts';
import type { DynamoCall } from './dynamo-call.ts';
import { ledgerShape } from './ledger-shape.ts';
import { putNextVersion } from './versioned-item.ts';

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

    replaceLedger: (next) => putNextVersion(options, keyOf(next.account), next),
  };
}

function keyOf(account: string) {
  return { pk: { S: `ACCOUNT#${account}` }, sk: { S: 'LEDGER' } };
}
