import type { DeliveryNote, DeliveryStore, Rung } from '../core/store-ports.ts';
import { fromAttribute, toAttribute } from './attribute-value.ts';
import type { DynamoCall } from './dynamo-call.ts';
import { members, number, oneOf, optional, text } from './shape.ts';

const key = { pk: { S: 'COUNTERS' }, sk: { S: 'DELIVERIES' } };
const rungs: Readonly<Record<Rung, 1>> = { channel: 1, second: 1, mail: 1 };
const shape = members<DeliveryNote>({ rung: oneOf<Rung>(rungs), at: number, reason: optional(text) });

/** The last delivery of each rung, in one item. Of two at once either may stay: they are as good as each other. */
export function createDeliveryStore(options: {
  readonly call: DynamoCall;
  readonly table: string;
}): DeliveryStore {
  const { call, table: TableName } = options;
  return {
    async noteDelivery(note) {
      await call('UpdateItem', {
        TableName,
        Key: key,
        UpdateExpression: 'SET #rung = :note',
        ExpressionAttributeNames: { '#rung': note.rung },
        ExpressionAttributeValues: { ':note': toAttribute(note) },
      });
    },

    async deliveries() {
      const { Item = {} } = await call('GetItem', { TableName, Key: key, ConsistentRead: true });
      const notes = Object.keys(rungs).flatMap((rung) => {
        const value = Item[rung] === undefined ? undefined : fromAttribute(Item[rung]);
        return shape(value) === undefined ? [[rung, value]] : [];
      });
      return Object.fromEntries(notes) as Partial<Record<Rung, DeliveryNote>>;
    },
  };
}
