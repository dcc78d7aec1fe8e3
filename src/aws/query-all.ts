import type { Item } from './attribute-value.ts';
import type { DynamoCall } from './dynamo-call.ts';

/**
 * Every item under one partition key, or those from a sort key on, page after page (DynamoDB gives 1 MB at once), in the order of
 * sort keys.
 */
export async function queryAll(options: {
  readonly call: DynamoCall;
  readonly table: string;
  readonly pk: string;
  readonly from?: string;
}): Promise<readonly Item[]> {
  const { call, table: TableName, pk, from } = options;
  const items: Item[] = [];
  let start: Item | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await call('Query', {
      TableName,
      KeyConditionExpression: from === undefined ? 'pk = :pk' : 'pk = :pk AND sk >= :from',
      ExpressionAttributeValues: { ':pk': { S: pk }, ...(from !== undefined && { ':from': { S: from } }) },
      ConsistentRead: true,
      ...(start !== undefined && { ExclusiveStartKey: start }),
    });
    items.push(...Items);
    start = LastEvaluatedKey;
  } while (start !== undefined);
  return items;
}
