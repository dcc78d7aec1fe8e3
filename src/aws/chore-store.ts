import type { ChoreFailure, ChoreStore } from '../core/store-ports.ts';
import { fromAttribute, type Item, toAttribute } from './attribute-value.ts';
import { newWriteId, succeeded } from './conditional-write.ts';
import type { DynamoCall } from './dynamo-call.ts';
import { members, number, text } from './shape.ts';

const pk = { S: 'CHORES' };
const shape = members<ChoreFailure>({ chore: text, at: number, error: text });

/** When each chore was done last: one item a chore, all under one key. */
export function createChoreStore(options: { readonly call: DynamoCall; readonly table: string }): ChoreStore {
  const { call, table: TableName } = options;
  const keyOf = (chore: string): Item => ({ pk, sk: { S: chore } });
  return {
    takeChore(chore, span, now, leaseUntil) {
      return succeeded(
        call('UpdateItem', {
          TableName,
          Key: keyOf(chore),
          UpdateExpression: 'SET #until = :until, #writeId = :writeId',
          ConditionExpression:
            '(attribute_not_exists(#done) OR #done < :span) AND (attribute_not_exists(#until) OR #until < :now) OR #writeId = :writeId',
          ExpressionAttributeNames: { '#done': 'done', '#until': 'until', '#writeId': 'writeId' },
          ExpressionAttributeValues: {
            ':span': toAttribute(span),
            ':now': toAttribute(now),
            ':until': toAttribute(leaseUntil),
            ':writeId': newWriteId(),
          },
        }),
      );
    },

    async leaveChore(chore, span, failure) {
      const failed = failure !== undefined;
      await call('UpdateItem', {
        TableName,
        Key: keyOf(chore),
        UpdateExpression: failed
          ? 'SET #failure = :failure REMOVE #until'
          : 'SET #done = :span REMOVE #until, #failure',
        ExpressionAttributeNames: {
          '#until': 'until',
          '#failure': 'failure',
          ...(!failed && { '#done': 'done' }),
        },
        ExpressionAttributeValues: failed
          ? { ':failure': toAttribute(failure) }
          : { ':span': toAttribute(span) },
      });
    },

    async failedChores() {
      const { Items = [] } = await call('Query', {
        TableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': pk },
      });
      return Items.flatMap(({ failure }) => {
        const value = failure === undefined ? undefined : fromAttribute(failure);
        return value !== undefined && shape(value) === undefined ? [value as ChoreFailure] : [];
      });
    },
  };
}
