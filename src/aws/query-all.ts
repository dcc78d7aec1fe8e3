import type { Item } from './attribute-value.ts';
import type { DynamoCall } from './dynamo-call.ts';

/** Which items: those under one partition key. */
export interface Partition {
  readonly call: DynamoCall;
  readonly table: string;
  readonly pk: string;
}

/** Every item under one partition key, in the order of sort keys. */
export async function queryAll(partition: Partition): Promise<readonly Item[]> {
  const items: Item[] = [];
  for await (const page of queryPages(partition)) items.push(...page);
  return items;
}

/** The same page after page: DynamoDB gives 1 MB at once, or `limit` items. */
export async function* queryPages({
  call,
  table: TableName,
  pk,
  limit,
}: Partition & { readonly limit?: number }): AsyncGenerator<readonly Item[]> {
  let from: Item | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await call('Query', {
      TableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: pk } },
      ConsistentRead: true,
      ...(limit !== undefined && { Limit: limit }),
      ...(from !== undefined && { ExclusiveStartKey: from }),
    });
    yield Items;
    from = LastEvaluatedKey;
  } while (from !== undefined);
}
