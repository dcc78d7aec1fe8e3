import type { SweepStore } from '../core/ports.ts';
import { countsOf } from '../core/sweep.ts';
import { fromAttribute, type Item, toAttribute } from './attribute-value.ts';
import { succeeded } from './conditional-write.ts';
import type { DynamoCall } from './dynamo-call.ts';
import { queryAll, queryPages } from './query-all.ts';
import { readSweep, readSwept, totals } from './sweep-items.ts';

/**
 * Sweeps: an item each, one for its progress, and one for every group of its accounts. An account is one attribute of its
 * group's item, and a group one of the progress, so that adding either twice changes nothing, and no two writers need to know
 * of each other. What every account's turn reads does not grow with the organization.
 */
export function createSweepStore(options: { readonly call: DynamoCall; readonly table: string }): SweepStore {
  const { call, table: TableName } = options;
  return {
    async openSweep(sweep, accounts) {
      // The plan first: a sweep without one could never end. Of two that come at once, both have the plan of the first.
      await succeeded(
        call('PutItem', {
          TableName,
          Item: { ...planKey(sweep.id), document: toAttribute(accounts), ttl: expiry(sweep.startedAt) },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
      return await succeeded(
        call('PutItem', {
          TableName,
          Item: { ...sweepKey(sweep.id), document: toAttribute(sweep), ttl: expiry(sweep.startedAt) },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
    },

    async sweepAccounts(id) {
      const { Item } = await call('GetItem', { TableName, Key: planKey(id), ConsistentRead: true });
      const ids = Item?.document === undefined ? [] : fromAttribute(Item.document);
      return Array.isArray(ids) ? ids.map(String) : [];
    },

    async sweep(id) {
      const { Item } = await call('GetItem', { TableName, Key: sweepKey(id), ConsistentRead: true });
      return Item === undefined ? undefined : readSweep(Item)[0];
    },

    async firstSweep() {
      const { Item } = await call('GetItem', { TableName, Key: firstKey, ConsistentRead: true });
      const at = Item?.at === undefined ? undefined : fromAttribute(Item.at);
      return typeof at === 'number' ? at : undefined;
    },

    async noteFirstSweep(at) {
      await succeeded(
        call('PutItem', {
          TableName,
          Item: { ...firstKey, at: toAttribute(at) },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
    },

    async openSweeps() {
      const all = (await queryAll({ call, table: TableName, pk: sweeps })).flatMap(readSweep);
      return all.filter(({ finishedAt }) => finishedAt === undefined);
    },

    async noteSweep(id, change) {
      const entries = Object.entries(change).filter(([, value]) => value !== undefined);
      await call('UpdateItem', {
        TableName,
        Key: sweepKey(id),
        UpdateExpression: `SET ${entries.map((_, index) => `#${index} = :${index}`).join(', ')}`,
        ExpressionAttributeNames: Object.fromEntries(entries.map(([name], index) => [`#${index}`, name])),
        ExpressionAttributeValues: Object.fromEntries(
          entries.map(([, value], index) => [`:${index}`, toAttribute(value)]),
        ),
      });
    },

    async claimSweepEdit(id, now, every) {
      return await succeeded(
        call('UpdateItem', {
          TableName,
          Key: sweepKey(id),
          UpdateExpression: 'SET editedAt = :now',
          ConditionExpression:
            'attribute_exists(pk) AND (attribute_not_exists(editedAt) OR editedAt <= :before)',
          ExpressionAttributeValues: { ':now': toAttribute(now), ':before': toAttribute(now - every) },
        }),
      );
    },

    async addSwept(id, group, swept) {
      const Key = { pk: groupsKey(id), sk: { S: `GROUP#${group}` } };
      return countsOf(readSwept(await set(Key, `a${swept.account}`, swept)));
    },

    async completeGroup(id, group, counts) {
      return totals(await set(progressKey(id), `g${group}`, counts));
    },

    async completeGroups(id) {
      const { Item = {} } = await call('GetItem', { TableName, Key: progressKey(id), ConsistentRead: true });
      return totals(Item);
    },

    async *swept(id) {
      for await (const items of queryPages({ call, table: TableName, pk: groupsKey(id).S, limit: pageSize }))
        yield items.flatMap(readSwept);
    },
  };

  /** Sets one attribute; the whole item as it is then. */
  async function set(Key: Item, name: string, value: unknown): Promise<Item> {
    const { Attributes = {} } = await call('UpdateItem', {
      TableName,
      Key,
      UpdateExpression: 'SET #name = :value, #ttl = if_not_exists(#ttl, :ttl)',
      ExpressionAttributeNames: { '#name': name, '#ttl': 'ttl' },
      ExpressionAttributeValues: { ':value': toAttribute(value), ':ttl': expiry(Date.now()) },
      ReturnValues: 'ALL_NEW',
    });
    return Attributes;
  }
}

/** Groups at once: 500 accounts are enough of a large organization to hold. */
const pageSize = 25;

const sweeps = 'SWEEPS';

/** Kept for good: sweeps themselves are forgotten after a month. */
const firstKey: Item = { pk: { S: 'SWEEP' }, sk: { S: 'FIRST' } };

function sweepKey(id: string): Item {
  return { pk: { S: sweeps }, sk: { S: id } };
}

/** Beside its groups, and not among them: whoever reads those needs neither. */
function planKey(id: string): Item {
  return { pk: { S: `SWEEP#${id}` }, sk: { S: 'ACCOUNTS' } };
}

function progressKey(id: string): Item {
  return { pk: { S: `SWEEP#${id}` }, sk: { S: 'PROGRESS' } };
}

function groupsKey(id: string): { readonly S: string } {
  return { S: `SWEPT#${id}` };
}

/** A month; in seconds, as DynamoDB wants it. */
function expiry(from: number): { readonly N: string } {
  return { N: String(Math.floor(from / 1_000) + 30 * 86_400) };
}
