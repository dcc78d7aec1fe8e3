import { emptyLedger, type Ledger } from '../core/ledger.ts';
import { type LedgerStore, StoreError } from '../core/ports.ts';
import { fromAttribute, type Item } from './attribute-value.ts';
import type { DynamoCall } from './dynamo-call.ts';
import { ledgerShape } from './ledger-shape.ts';
import { isLedger, ledgerKey, plansAndLedger, readPlan } from './plan-items.ts';
import { allPages } from './query-all.ts';
import { putNextVersion } from './versioned-item.ts';

/** The accounts' ledgers: one item an account, changed by one conditional write. */
export function createLedgerStore(options: {
  readonly call: DynamoCall;
  readonly table: string;
}): LedgerStore {
  const { call, table } = options;
  return {
    async ledger(account) {
      const { Item } = await call('GetItem', {
        TableName: table,
        Key: ledgerKey(account),
        ConsistentRead: true,
      });
      return readLedger(account, Item);
    },

    async ledgerWithPlans(account, since) {
      const items = await allPages(call, {
        TableName: table,
        ...plansAndLedger(account, since),
        ConsistentRead: true,
      });
      return {
        ledger: readLedger(account, items.find(isLedger)),
        plans: items.filter((item) => !isLedger(item)).map(readPlan),
      };
    },

    replaceLedger: (next) => putNextVersion(options, ledgerKey(next.account), next),
  };
}

function readLedger(account: string, item: Item | undefined): Ledger {
  if (item?.document === undefined) return emptyLedger(account);
  const value = fromAttribute(item.document);
  const flaw = ledgerShape(value);
  if (flaw === undefined) return value as Ledger;
  throw new StoreError(
    `The ledger of account ${account} cannot be read by this version of RootGuard: ${flaw} is not as expected.`,
  );
}
