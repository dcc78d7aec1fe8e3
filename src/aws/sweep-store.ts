import { at, textAt } from '../core/json.ts';
import type { SweepStore } from '../core/ports.ts';
import type { Sweep, SweepProgress, SweptAccount } from '../core/sweep.ts';
import { fromAttribute, type Item, toAttribute } from './attribute-value.ts';
import { succeeded } from './conditional-write.ts';
import type { DynamoCall } from './dynamo-call.ts';
import { queryAll } from './query-all.ts';
import { sweepShape, sweptShape } from './sweep-shape.ts';

/**
 * Sweeps: an item each, and an item for every group of its accounts. An account is one attribute of its group's item, and a
 * group one of its sweep's, so that adding either twice changes nothing, and no two writers need to know of each other.
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
      const Key = { pk: { S: `SWEEP#${id}` }, sk: { S: `GROUP#${group}` } };
      return await set(Key, `a${swept.account}`, swept);
    },

    async completeGroup(id, group) {
      return await set(sweepKey(id), `g${group}`, true);
    },

    async swept(id) {
      const groups = await queryAll({ call, table: TableName, pk: `SWEEP#${id}` });
      return groups.flatMap((item) => Object.entries(item).flatMap(readSwept));
    },
  };

  /** Sets one attribute and counts those of its kind, which have the same first letter and a number. */
  async function set(Key: Item, name: string, value: unknown): Promise<number> {
    const { Attributes = {} } = await call('UpdateItem', {
      TableName,
      Key,
      UpdateExpression: 'SET #name = :value, #ttl = if_not_exists(#ttl, :ttl)',
      ExpressionAttributeNames: { '#name': name, '#ttl': 'ttl' },
      ExpressionAttributeValues: { ':value': toAttribute(value), ':ttl': expiry(Date.now()) },
      ReturnValues: 'ALL_NEW',
    });
    return Object.keys(Attributes).filter((key) => key[0] === name[0] && /^.\d+$/.test(key)).length;
  }
}

const sweeps = 'SWEEPS';

function sweepKey(id: string): Item {
  return { pk: { S: sweeps }, sk: { S: id } };
}

function planKey(id: string): Item {
  return { pk: { S: `SWEEP#${id}` }, sk: { S: 'ACCOUNTS' } };
}

/** A month; in seconds, as DynamoDB wants it. */
function expiry(from: number): { readonly N: string } {
  return { N: String(Math.floor(from / 1_000) + 30 * 86_400) };
}

/** None if another version of RootGuard stored it: a sweep is over in minutes, and the next one is this version's. */
function readSweep(item: Item): readonly (Sweep & SweepProgress)[] {
  const document = item.document === undefined ? undefined : fromAttribute(item.document);
  if (sweepShape(document) !== undefined) return [];
  const message = item.message === undefined ? undefined : fromAttribute(item.message);
  const [channel, ts] = [textAt(message, 'channel'), textAt(message, 'ts')];
  return [
    {
      ...(document as Sweep),
      ...(channel !== undefined && ts !== undefined && { message: { channel, ts } }),
      ...numbers(item, 'editedAt', 'plannedAt', 'finishedAt'),
    },
  ];
}

function numbers(item: Item, ...names: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = at(item, name, 'N');
      return typeof value === 'string' ? [[name, Number(value)]] : [];
    }),
  );
}

function readSwept([name, attribute]: readonly [string, Item[string]]): readonly SweptAccount[] {
  if (!/^a\d+$/.test(name)) return [];
  const value = fromAttribute(attribute);
  return sweptShape(value) === undefined ? [value as SweptAccount] : [];
}
