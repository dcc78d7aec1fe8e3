import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { AttributeValue, Item } from '../../src/aws/attribute-value.ts';
import { AwsError } from '../../src/aws/aws-error.ts';
import { ConditionFailed, type DynamoCall, leanDynamoCall } from '../../src/aws/dynamo-call.ts';
import { createStore } from '../../src/aws/store.ts';
import { storeContract } from '../contracts/store.ts';
import { type Dynalite, exampleCredentials, startDynalite } from '../support/dynalite.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { createMemoryTable } from './memory-table.ts';

storeContract('in memory', async () => {
  const table = createMemoryTable('rootguard');
  const store = () => createStore({ call: table.call, table: 'rootguard', clock: Date.now });
  return { store: store(), reopen: async () => store(), close: async () => undefined };
});

describe('operation by operation', () => {
  const folder = temporaryFolder();
  let dynalite: Dynalite;
  let real: DynamoCall;

  beforeAll(async () => {
    dynalite = await startDynalite(mkdtempSync(join(folder, 'data-')));
    real = leanDynamoCall({
      region: 'us-east-1',
      endpoint: dynalite.endpoint,
      credentials: () => exampleCredentials,
      clock: Date.now,
      timeoutMs: 5_000,
    });
  });
  afterAll(() => dynalite.close());

  test('any sequence of calls gives the same answers and the same items as dynalite', async () => {
    let round = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { minLength: 1, maxLength: 12 }), async (operations) => {
        round += 1;
        const { table } = dynalite;
        const memory = createMemoryTable(table).call;
        for (const [name, input] of operations) {
          // Each round has keys of its own: the table is not made anew.
          const own = rekeyed({ TableName: table, ...input }, round);
          expect([name, own, await outcomeOf(memory, name, own)]).toEqual([
            name,
            own,
            await outcomeOf(real, name, own),
          ]);
        }
      }),
      { numRuns: 100 },
    );
  });
});

test.each([
  ['an operator', 'version IN (:a, :a)'],
  ['half a span', 'version BETWEEN :a'],
  ['a function', 'contains(version, :a)'],
  ['a nested path', 'version.inner = :a'],
  ['half an expression', 'version ='],
  ['a bare value', ':a'],
  ['NOT', 'NOT version = :a'],
])('refuses %s that it does not know', async (_, ConditionExpression) => {
  const { call } = createMemoryTable('rootguard');
  const Item = { pk: { S: 'a' }, sk: { S: 'b' }, version: { N: '1' } };
  const put = call('PutItem', {
    TableName: 'rootguard',
    Item,
    ConditionExpression,
    ExpressionAttributeValues: { ':a': { N: '1' } },
  });
  await expect(put).rejects.toThrow('ValidationException');
});

test('refuses another table, a key that is too long and an item of more than 400 KB', async () => {
  const { call } = createMemoryTable('rootguard');
  const put = (TableName: string, Item: Item) => call('PutItem', { TableName, Item });
  const key = { pk: { S: 'a' }, sk: { S: 'b' } };
  await expect(put('other', key)).rejects.toThrow('ResourceNotFoundException');
  await expect(put('rootguard', { ...key, sk: { S: 'x'.repeat(1_025) } })).rejects.toThrow(
    'ValidationException',
  );
  await expect(put('rootguard', { ...key, big: { S: 'x'.repeat(410_000) } })).rejects.toThrow(
    'ValidationException',
  );
  await expect(put('rootguard', { ...key, big: { S: 'x'.repeat(400_000) } })).resolves.toEqual({});
});

const text = (...values: string[]) => fc.constantFrom(...values).map((S) => ({ S }));
const number = fc.integer({ min: 0, max: 3 }).map((N) => ({ N: String(N) }));
const key = fc.record({ pk: text('A', 'B'), sk: text('1', '2', '3') });
const open = fc.option(fc.record({ openPk: text('OPEN'), openSk: text('1', '2', '3') }), { nil: {} });

/** DynamoDB says nothing of the order of items with the same sort key, and ours never have: their ids are part of it. */
function untied(own: { readonly pk: { S: string }; readonly sk: { S: string } }, index: Item): Item {
  const { openSk } = index;
  if (openSk === undefined || !('S' in openSk)) return index;
  return { ...index, openSk: { S: `${openSk.S}#${own.pk.S}${own.sk.S}` } };
}

const conditions = [
  undefined,
  'attribute_not_exists(pk)',
  'attribute_exists(pk)',
  'attribute_not_exists(pk) OR writeId = :writeId',
  '#version = :seen OR writeId = :writeId',
  'attribute_not_exists(#version) OR #version <= :seen',
  'attribute_exists(pk) AND #version > :seen AND writeId <> :writeId',
  '(#version < :seen OR #version >= :seen) AND attribute_exists(sk)',
] as const;
const values = fc.record({ ':seen': number, ':writeId': text('w1', 'w2') });
const condition = fc
  .tuple(fc.constantFrom(...conditions), values)
  .map(([ConditionExpression, all]) =>
    ConditionExpression === undefined ? {} : withUsed({ ConditionExpression }, all),
  );
const update = fc
  .tuple(
    fc.constantFrom(
      'SET #version = :next',
      'SET #version = if_not_exists(#version, :next), writeId = if_not_exists(openPk, :own)',
      'SET #version = :next, writeId = :own REMOVE openPk, openSk',
      'ADD #total :one',
      'SET writeId = :own ADD #total :one',
      'ADD total :one',
    ),
    fc.constantFrom(...conditions),
    fc.record({ ':next': number, ':own': text('w1', 'w2'), ':one': fc.constant({ N: '1' }) }),
    values,
  )
  .map(([UpdateExpression, ConditionExpression, own, seen]) =>
    withUsed(
      { UpdateExpression, ...(ConditionExpression !== undefined && { ConditionExpression }) },
      { ...own, ...seen },
    ),
  );

const operation = fc.oneof(
  key.map((Key) => ['GetItem', { Key, ConsistentRead: true }] as const),
  fc
    .tuple(key, open, number, text('w1', 'w2'), condition)
    .map(
      ([own, index, version, writeId, given]) =>
        ['PutItem', { Item: { ...own, ...untied(own, index), version, writeId }, ...given }] as const,
    ),
  fc
    .tuple(key, update, fc.constantFrom(undefined, 'ALL_NEW', 'UPDATED_NEW'))
    .map(
      ([Key, given, ReturnValues]) =>
        ['UpdateItem', { Key, ...given, ...(ReturnValues !== undefined && { ReturnValues }) }] as const,
    ),
  fc.tuple(key, condition).map(([Key, given]) => ['DeleteItem', { Key, ...given }] as const),
  fc.tuple(text('A', 'B'), fc.boolean(), fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined })).map(
    ([pk, ScanIndexForward, Limit]) =>
      [
        'Query',
        {
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': pk },
          ScanIndexForward,
          ConsistentRead: true,
          ...(Limit !== undefined && { Limit }),
        },
      ] as const,
  ),
  fc.tuple(fc.boolean(), fc.constantFrom(1, 2, 10)).map(
    ([ScanIndexForward, Limit]) =>
      [
        'Query',
        {
          IndexName: 'open',
          KeyConditionExpression: 'openPk = :open',
          ExpressionAttributeValues: { ':open': { S: 'OPEN' } },
          ScanIndexForward,
          Limit,
        },
      ] as const,
  ),
);

/** With the placeholders that its expressions use, and no other. */
function withUsed(expressions: Readonly<Record<string, string>>, all: Item) {
  const whole = Object.values(expressions).join(' ');
  const used = Object.entries(all).filter(([name]) => new RegExp(`${name}\\b`).test(whole));
  return {
    ...expressions,
    ...(used.length > 0 && { ExpressionAttributeValues: Object.fromEntries(used) }),
    ...names(whole),
  };
}

function names(whole: string) {
  const used = ['version', 'total'].filter((name) => whole.includes(`#${name}`));
  if (used.length === 0) return {};
  return { ExpressionAttributeNames: Object.fromEntries(used.map((name) => [`#${name}`, name])) };
}

/** With every key made the round's own. */
function rekeyed(value: unknown, round: number): never {
  return JSON.parse(JSON.stringify(value), (name, member: unknown) =>
    ['pk', ':pk', 'openPk', ':open'].includes(name)
      ? { S: `${round}-${(member as { S: string }).S}` }
      : member,
  ) as never;
}

async function outcomeOf(
  call: DynamoCall,
  name: 'GetItem' | 'PutItem' | 'UpdateItem' | 'DeleteItem' | 'Query',
  input: never,
) {
  try {
    const answer = (await call(name, input)) as Record<string, AttributeValue>;
    const { Item, Items, LastEvaluatedKey, Attributes } = answer as never;
    return { Item, Items, LastEvaluatedKey, Attributes };
  } catch (error) {
    if (error instanceof ConditionFailed) return 'condition failed';
    const cause = (error as Error).cause;
    return cause instanceof AwsError ? cause.code : String(error);
  }
}
