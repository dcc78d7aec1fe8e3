import type { Item } from './attribute-value.ts';
import type { DynamoCall, DynamoOperations } from './dynamo-call.ts';

/** The items of a query, page by page, at most `limit`. */
export async function queryLimited(
  call: DynamoCall,
  input: DynamoOperations['Query']['input'],
  limit: number,
): Promise<readonly Item[]> {
  const found: Item[] = [];
  let from: Item | undefined;
  while (found.length < limit) {
    const { Items = [], LastEvaluatedKey } = await call('Query', {
      ...input,
      Limit: limit - found.length,
      ...(from !== undefined && { ExclusiveStartKey: from }),
    });
    found.push(...Items);
    if (LastEvaluatedKey === undefined) break;
    from = LastEvaluatedKey;
  }
  return found;
}
