import type { DrillRecord } from '../core/drill-report.ts';
import { type Clock, StoreError } from '../core/ports.ts';
import type { DrillStore } from '../core/store-ports.ts';
import { fromAttribute, type Item, toAttribute } from './attribute-value.ts';
import { newWriteId, succeeded } from './conditional-write.ts';
import type { DynamoCall } from './dynamo-call.ts';
import { openIndex } from './incident-items.ts';
import { members, number, optional, text } from './shape.ts';

/** Drills: one item each; while their report is not given they are in the index of what is open. */
export function createDrillStore(options: {
  readonly call: DynamoCall;
  readonly table: string;
  readonly retentionDays: number;
  readonly clock: Clock;
}): DrillStore {
  const { call, table: TableName, retentionDays, clock } = options;
  return {
    async startDrill(drill) {
      await call('PutItem', {
        TableName,
        Item: {
          ...keyOf(drill.incident),
          document: toAttribute(drill),
          openPk,
          openSk: { S: drill.incident },
          ttl: { N: String(Math.floor(clock() / 1000) + retentionDays * 86_400) },
        },
      });
    },

    async drill(incident) {
      if (incident.length > 100) return undefined;
      const { Item: item } = await call('GetItem', {
        TableName,
        Key: keyOf(incident),
        ConsistentRead: true,
      });
      return item === undefined ? undefined : read(item);
    },

    async noteDrillUndetected(incident, at) {
      await succeeded(
        call('UpdateItem', {
          TableName,
          Key: keyOf(incident),
          UpdateExpression: 'SET undetectedAt = if_not_exists(undetectedAt, :at)',
          ConditionExpression: 'attribute_exists(pk)',
          ExpressionAttributeValues: { ':at': toAttribute(at) },
        }),
      );
    },

    noteDrillReported(incident, at) {
      return succeeded(
        call('UpdateItem', {
          TableName,
          Key: keyOf(incident),
          UpdateExpression: 'SET reportedAt = :at, writeId = :writeId REMOVE openPk, openSk',
          ConditionExpression: 'attribute_exists(openPk) OR writeId = :writeId',
          ExpressionAttributeValues: { ':at': toAttribute(at), ':writeId': newWriteId() },
        }),
      );
    },

    async runningDrills() {
      const { Items = [] } = await call('Query', {
        TableName,
        IndexName: openIndex,
        KeyConditionExpression: 'openPk = :open',
        ExpressionAttributeValues: { ':open': openPk },
      });
      return Items.map(read);
    },
  };
}

const openPk = { S: 'DRILLS' };

function keyOf(incident: string): Item {
  return { pk: { S: `INCIDENT#${incident}` }, sk: { S: 'DRILL' } };
}

const shape = members<DrillRecord>({
  incident: text,
  account: text,
  mark: text,
  detection: text,
  by: text,
  name: text,
  at: number,
  undetectedAt: optional(number),
  reportedAt: optional(number),
});

function read({ document, undetectedAt, reportedAt }: Item): DrillRecord {
  const value = {
    ...(document === undefined ? {} : (fromAttribute(document) as object)),
    ...(undetectedAt !== undefined && { undetectedAt: fromAttribute(undetectedAt) }),
    ...(reportedAt !== undefined && { reportedAt: fromAttribute(reportedAt) }),
  };
  const flaw = shape(value);
  if (flaw === undefined) return value as DrillRecord;
  throw new StoreError(`A drill cannot be read by this version of RootGuard: ${flaw} is not as expected.`);
}
