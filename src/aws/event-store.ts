import type { EventRecord } from '../core/event-facts.ts';
import type { JsonObject } from '../core/json.ts';
import type { Clock } from '../core/ports.ts';
import type { EventStore } from '../core/store-ports.ts';
import { type AttributeValue, type Item, sizeOf, toAttribute } from './attribute-value.ts';
import type { DynamoCall } from './dynamo-call.ts';
import { readDocument } from './read-document.ts';
import { members, number, object, text } from './shape.ts';

/** The events' records: one item each under their incident's key, in the order of time, kept as long as the incident. */
export function createEventStore(options: {
  readonly call: DynamoCall;
  readonly table: string;
  readonly retentionDays: number;
  readonly clock: Clock;
}): EventStore {
  const { call, table: TableName, retentionDays, clock } = options;
  return {
    async keepEvent(incident, event) {
      await call('PutItem', {
        TableName,
        Item: {
          ...keyOf(incident, event.at, event.mark),
          document: fittingDocument(event),
          ttl: { N: String(Math.floor(clock() / 1000) + retentionDays * 86_400) },
        },
      });
    },

    async event(incident, at, mark) {
      const { Item: item } = await call('GetItem', {
        TableName,
        Key: keyOf(incident, at, mark),
        ConsistentRead: true,
      });
      return item === undefined ? undefined : read(item);
    },

    async events(incident, limit) {
      const found: EventRecord[] = [];
      let from: Item | undefined;
      while (found.length < limit) {
        const { Items = [], LastEvaluatedKey } = await call('Query', {
          TableName,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :event)',
          ExpressionAttributeValues: { ':pk': { S: `INCIDENT#${incident}` }, ':event': { S: 'EVENT#' } },
          ConsistentRead: true,
          Limit: limit - found.length,
          ...(from !== undefined && { ExclusiveStartKey: from }),
        });
        found.push(...Items.map(read));
        if (LastEvaluatedKey === undefined) break;
        from = LastEvaluatedKey;
      }
      return found;
    },
  };
}

/** Fifteen digits of milliseconds sort as text for 31,000 years. A time before 1970 is somebody's invention. */
function keyOf(incident: string, at: number, mark: string): Item {
  const time = String(Math.max(0, Math.floor(at))).padStart(15, '0');
  return { pk: { S: `INCIDENT#${incident}` }, sk: { S: `EVENT#${time}#${mark}` } };
}

const shape = members<EventRecord>({ mark: text, at: number, raw: object });

function read(item: Item): EventRecord {
  return readDocument(item, shape, "An event's record");
}

/**
 * DynamoDB refuses items of more than 400 KB, and whoever holds root chooses what CloudTrail records: an alert must not
 * be lost because its record is large. So the large parts of the record make way.
 */
function fittingDocument(event: EventRecord): AttributeValue {
  const document = toAttribute(event);
  if (sizeOf(document) <= largestDocument) return document;
  return toAttribute({ ...event, raw: withoutLargeParts(event.raw) });
}

function withoutLargeParts(raw: JsonObject): JsonObject {
  const kept = Object.entries(raw).map(([key, value]) =>
    sizeOf(toAttribute({ [key]: value })) <= largestPart
      ? ([key, value] as const)
      : ([key.slice(0, 100).toWellFormed(), '… (left out: the record is too large to keep)'] as const),
  );
  return Object.fromEntries(kept);
}

/** In bytes. */
const largestDocument = 256_000;

/** In bytes. A record has at most 51 parts once it is shortened, so they fit together. */
const largestPart = 4_000;
