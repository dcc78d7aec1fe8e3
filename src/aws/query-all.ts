import type { Item } from './attribute-value.ts';
import type { DynamoCall, DynamoOperations } from './dynamo-call.ts';

type Query = DynamoOperations['Query']['input'];

/** Which items: those under one partition key. */
export interface Partition {
  readonly call: DynamoCall;
  readonly table: string;
  readonly pk: string;
}

/** Every item under one partition key, as it was last written, in the order of sort keys. */
export async function queryAll(partition: Partition): Promise<readonly Item[]> {
  return await allPages(partition.call, under(partition));
}

/** The same page after page, of `limit` items at most each. */
export function queryPages({
  limit,
  ...partition
}: Partition & { readonly limit?: number }): AsyncGenerator<readonly Item[]> {
  return pages(partition.call, { ...under(partition), ...(limit !== undefined && { Limit: limit }) });
}

/** Every item of a query. */
export async function allPages(call: DynamoCall, input: Query): Promise<readonly Item[]> {
  const items: Item[] = [];
  for await (const page of pages(call, input)) items.push(...page);
  return items;
}

/** DynamoDB gives 1 MB at once. */
async function* pages(call: DynamoCall, input: Query): AsyncGenerator<readonly Item[]> {
  let from: Item | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await call('Query', {
      ...input,
      ...(from !== undefined && { ExclusiveStartKey: from }),
    });
    yield Items;
    from = LastEvaluatedKey;
  } while (from !== undefined);
}

function under({ table: TableName, pk }: Partition): Query {
  return {
    TableName,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: pk } },
    ConsistentRead: true,
  };
}
