import type { Item } from './attribute-value.ts';
import type { DynamoCall, DynamoOperations } from './dynamo-call.ts';

/** Every item under one partition key, as it was last written, in the order of sort keys. */
export async function queryAll(options: {
  readonly call: DynamoCall;
  readonly table: string;
  readonly pk: string;
}): Promise<readonly Item[]> {
  const { call, table: TableName, pk } = options;
  return await allPages(call, {
    TableName,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: pk } },
    ConsistentRead: true,
  });
}

/** Every item of a query, page after page: DynamoDB gives 1 MB at once. */
export async function allPages(
  call: DynamoCall,
  input: DynamoOperations['Query']['input'],
): Promise<readonly Item[]> {
  const items: Item[] = [];
  let from: Item | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await call('Query', {
      ...input,
      ...(from !== undefined && { ExclusiveStartKey: from }),
    });
    items.push(...Items);
    from = LastEvaluatedKey;
  } while (from !== undefined);
  return items;
}
