import type { KnownAccount, Listing } from '../core/account.ts';
import type { AccountStore } from '../core/ports.ts';
import { accountShape, listingShape } from './account-shape.ts';
import { fromAttribute, type Item, toAttribute } from './attribute-value.ts';
import type { DynamoCall } from './dynamo-call.ts';
import { queryAll } from './query-all.ts';

/** The organization's accounts: one item each, all under one key, so that one query reads them. */
export function createAccountStore(options: {
  readonly call: DynamoCall;
  readonly table: string;
}): AccountStore {
  const { call, table: TableName } = options;
  return {
    async account(id) {
      const { Item } = await call('GetItem', { TableName, Key: { pk: { S: pk }, sk: { S: id } } });
      return Item === undefined ? undefined : readAccount(Item)[0];
    },

    async knownAccounts() {
      return (await queryAll({ call, table: TableName, pk })).flatMap(readAccount);
    },

    async saveAccount(account) {
      await call('PutItem', {
        TableName,
        Item: { pk: { S: pk }, sk: { S: account.id }, document: toAttribute(account) },
      });
    },

    async listing() {
      const { Item } = await call('GetItem', { TableName, Key: listingKey, ConsistentRead: true });
      const value = Item?.document === undefined ? undefined : fromAttribute(Item.document);
      // What another version wrote is worth no more than a new listing.
      return listingShape(value) === undefined ? (value as Listing) : {};
    },

    async saveListing(listing) {
      await call('PutItem', { TableName, Item: { ...listingKey, document: toAttribute(listing) } });
    },
  };
}

const pk = 'ACCOUNTS';
const listingKey = { pk: { S: 'ORGANIZATION' }, sk: { S: 'LISTING' } };

/** None if another version of RootGuard stored it: the next listing, within the hour, stores it anew. */
function readAccount({ document }: Item): readonly KnownAccount[] {
  const value = document === undefined ? undefined : fromAttribute(document);
  return accountShape(value) === undefined ? [value as KnownAccount] : [];
}
