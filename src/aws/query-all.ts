import type { Item } from './attribute-value.ts';
import type { DynamoCall } from './dynamo-call.ts';

/** Every item under one partition key, page after page (DynamoDB gives 1 MB at once), in the order of sort keys. */
export async function queryAll(options: {
  readonly call: DynamoCall;
  readonly table: string;
  readonly pk: string;
}): Promise<readonly Item[]> {
  const { call, table: TableName, pk } = options;
  const items: Item[] = [];
  let from: Item | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await call('Query', {
      TableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: pk } },
      ConsistentRead: true,
      ...(from !== undefined && { ExclusiveStartKey: from }),
    });
    items.push(...Items);
    from = LastEvaluatedKey;
  } while (from !== undefined);
  return items;
}
