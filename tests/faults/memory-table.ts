import { type AttributeValue, type Item, sizeOf } from '../../src/aws/attribute-value.ts';
import { AwsError } from '../../src/aws/aws-error.ts';
import { type DynamoCall, type DynamoOperations, storeErrorOf } from '../../src/aws/dynamo-call.ts';
import {
  checkExpressions,
  conditionHolds,
  type Expressions,
  Invalid,
  targetsOf,
  updated,
} from './expressions.ts';

/** A change of one item, as it was made. */
export type OnWrite = (before: Item | undefined, after: Item | undefined) => void;

/** RootGuard's table in memory, all at once: a call is done before it returns, so whoever calls decides what comes between. */
export interface MemoryTable {
  /** Does one operation. Throws AwsError as the transport does: ConditionalCheckFailedException, ValidationException. */
  readonly perform: <O extends keyof DynamoOperations>(
    operation: O,
    input: DynamoOperations[O]['input'],
  ) => DynamoOperations[O]['output'];
  /** The same as the store's transport. */
  readonly call: DynamoCall;
  readonly items: () => readonly Item[];
}

/** The key schema of template.yaml: `pk`, `sk`, and its two indexes. */
const indexes = [
  { name: 'open', hash: 'openPk', range: 'openSk' },
  { name: 'due', hash: 'duePk', range: 'dueSk' },
] as const;

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html */
const limits = { item: 400 * 1024, hash: 2_048, range: 1_024, page: 1024 * 1024 } as const;

/** An empty table. Items come and go as copies: what somebody does to an object that they gave or got changes nothing. */
export function createMemoryTable(name: string, onWrite: OnWrite = () => undefined): MemoryTable {
  const items = new Map<string, Item>();
  const read = (key: string): Item | undefined => {
    const item = items.get(key);
    return item === undefined ? undefined : copyOf(item);
  };
  const write = (key: string, before: Item | undefined, after: Item) => {
    if (sizeOf({ M: after }) > limits.item)
      throw new Invalid('Item size has exceeded the maximum allowed size');
    checkIndexKey(after);
    items.set(key, copyOf(after));
    onWrite(before, after);
  };

  const operations: { [O in keyof DynamoOperations]: (input: DynamoOperations[O]['input']) => object } = {
    GetItem({ Key }) {
      const item = read(keyOf(Key));
      return item === undefined ? {} : { Item: item };
    },
    PutItem(input) {
      const key = keyOf(input.Item);
      const before = read(key);
      checkCondition(input, before);
      write(key, before, input.Item);
      return {};
    },
    UpdateItem(input) {
      const key = keyOf(input.Key);
      const before = read(key);
      checkCondition(input, before);
      const after = updated(input.UpdateExpression, before ?? input.Key, input);
      write(key, before, after);
      return returned(input, after);
    },
    DeleteItem(input) {
      const key = keyOf(input.Key);
      const before = read(key);
      checkCondition(input, before);
      items.delete(key);
      if (before !== undefined) onWrite(before, undefined);
      return {};
    },
    // Only what is found is copied: a campaign asks very often, and each time for a few items of the table.
    Query: (input) => copyOf(query([...items.values()], input)),
  };

  const perform: MemoryTable['perform'] = (operation, input) => {
    if (input.TableName !== name)
      throw new AwsError(`dynamodb ${operation}`, 'ResourceNotFoundException', 400);
    try {
      return operations[operation](input) as never;
    } catch (error) {
      if (error instanceof Invalid || error instanceof ConditionDoesNotHold)
        throw new AwsError(`dynamodb ${operation}`, error.name, 400, { cause: error });
      throw error;
    }
  };
  return {
    perform,
    async call(operation, input) {
      try {
        return perform(operation, input);
      } catch (error) {
        throw storeErrorOf(operation, error);
      }
    },
    items: () => [...items.values()].map((item) => copyOf(item)),
  };
}

/** By way of text, as over the wire. */
function copyOf<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html#DDB-UpdateItem-request-ReturnValues */
function returned(
  input: DynamoOperations['UpdateItem']['input'],
  after: Item,
): { readonly Attributes?: Item } {
  const { ReturnValues: wanted, UpdateExpression: update } = input;
  if (wanted === undefined) return {};
  if (wanted === 'ALL_NEW') return { Attributes: after };
  if (wanted !== 'UPDATED_NEW') throw new Invalid(`ReturnValues ${wanted} is not understood here.`);
  const named = new Set(targetsOf(update, input));
  return { Attributes: Object.fromEntries(Object.entries(after).filter(([name]) => named.has(name))) };
}

class ConditionDoesNotHold extends Error {
  override readonly name = 'ConditionalCheckFailedException';
}

function checkCondition(request: Expressions, item: Item | undefined): void {
  const { ConditionExpression: condition } = request;
  checkExpressions(request);
  if (condition !== undefined && !conditionHolds(condition, item, request)) throw new ConditionDoesNotHold();
}

function keyOf(item: Item): string {
  return JSON.stringify([keyText(item.pk, limits.hash), keyText(item.sk, limits.range)]);
}

function keyText(value: AttributeValue | undefined, most: number): string {
  if (value === undefined || !('S' in value) || value.S === '' || Buffer.byteLength(value.S) > most)
    throw new Invalid('One of the key values is missing, empty, too long or no text.');
  return value.S;
}

function checkIndexKey(item: Item): void {
  for (const { hash, range } of indexes) {
    if (item[hash] === undefined || item[range] === undefined) continue;
    keyText(item[hash], limits.hash);
    keyText(item[range], limits.range);
  }
}

function query(
  all: readonly Item[],
  input: DynamoOperations['Query']['input'],
): DynamoOperations['Query']['output'] {
  checkExpressions(input);
  const index = indexes.find(({ name }) => name === input.IndexName);
  if (input.IndexName !== undefined && index === undefined)
    throw new Invalid('The table does not have the specified index.');
  if (index !== undefined && input.ConsistentRead === true)
    throw new Invalid('An index has no consistent reads.');
  if (input.Limit !== undefined && input.Limit < 1) throw new Invalid('Limit must be at least 1.');
  const range = index?.range ?? 'sk';
  const sortKey = (item: Item) => keyText(item[range], limits.range);
  const direction = input.ScanIndexForward === false ? -1 : 1;
  const compare = (a: Item, b: Item) =>
    direction * Buffer.compare(Buffer.from(sortKey(a)), Buffer.from(sortKey(b)));

  const matching = all
    .filter(
      (item) => index === undefined || (item[index.hash] !== undefined && item[index.range] !== undefined),
    )
    .filter((item) => conditionHolds(input.KeyConditionExpression, item, input))
    .sort(compare);
  const from = input.ExclusiveStartKey;
  const rest = from === undefined ? matching : matching.filter((item) => compare(item, from) > 0);
  const keys = index === undefined ? [] : [index.hash, index.range];
  return page(rest, input.Limit ?? Number.POSITIVE_INFINITY, keys);
}

/** At most `limit` items, and at most a megabyte. The key to go on from is there whenever the page is full, as in AWS. */
function page(
  rest: readonly Item[],
  limit: number,
  keys: readonly string[],
): DynamoOperations['Query']['output'] {
  const Items: Item[] = [];
  let bytes = 0;
  for (const item of rest) {
    Items.push(item);
    bytes += sizeOf({ M: item });
    if (Items.length < limit && bytes < limits.page) continue;
    const names = ['pk', 'sk', ...keys];
    const LastEvaluatedKey = Object.fromEntries(names.map((name) => [name, item[name] as AttributeValue]));
    return { Items, LastEvaluatedKey };
  }
  return { Items };
}
