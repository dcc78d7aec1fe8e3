import { type Item, toAttribute } from './attribute-value.ts';
import { newWriteId, succeeded } from './conditional-write.ts';
import type { DynamoCall } from './dynamo-call.ts';

/**
 * Puts the next version of a document in one conditional write: it must follow the version that is stored, or be the first
 * one. False, and nothing changed, if somebody was faster. `more` is what the item has besides. Throws StoreError.
 */
export async function putNextVersion(
  { call, table }: { readonly call: DynamoCall; readonly table: string },
  key: Item,
  next: { readonly version: number },
  more: Item = {},
): Promise<boolean> {
  const seen = next.version - 1;
  const writeId = newWriteId();
  const document = { document: toAttribute(next), version: toAttribute(next.version), writeId };
  return await succeeded(
    call('PutItem', {
      TableName: table,
      Item: { ...key, ...document, ...more },
      ConditionExpression: `${seen === 0 ? 'attribute_not_exists(pk)' : 'version = :seen'} OR writeId = :writeId`,
      ExpressionAttributeValues: { ':writeId': writeId, ...(seen > 0 && { ':seen': toAttribute(seen) }) },
    }),
  );
}
