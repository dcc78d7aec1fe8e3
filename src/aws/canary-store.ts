import { type Canary, type CanaryLog, type CanaryStore, emptyCanaryLog } from '../core/canary.ts';
import type { DynamoCall } from './dynamo-call.ts';
import { unknownFact } from './fact-shape.ts';
import { readDocument } from './read-document.ts';
import { list, members, number, optional, text } from './shape.ts';
import { putNextVersion } from './versioned-item.ts';

/** The last canaries: one item, written by whoever sends them and by the alert path, and read by a check. */
export function createCanaryStore(options: {
  readonly call: DynamoCall;
  readonly table: string;
}): CanaryStore {
  const { call, table } = options;
  return {
    async canaryLog() {
      const { Item } = await call('GetItem', { TableName: table, Key: key, ConsistentRead: true });
      return Item === undefined
        ? emptyCanaryLog
        : readDocument<CanaryLog>(Item, shape, 'What is known of canaries');
    },

    replaceCanaryLog: (next) => putNextVersion(options, key, next),
  };
}

const key = { pk: { S: 'CANARIES' }, sk: { S: 'LOG' } };

const shape = members<CanaryLog>({
  version: number,
  since: optional(number),
  canaries: list(
    members<Canary>({
      nonce: text,
      sentAt: number,
      arrivedAt: optional(number),
      refused: optional(unknownFact),
    }),
  ),
});
