import type { Incident } from '../core/incident.ts';
import { type Clock, type IncidentStore, StoreError } from '../core/ports.ts';
import type { AttributeValue, Item } from './attribute-value.ts';
import { newWriteId, succeeded } from './conditional-write.ts';
import type { DynamoCall, DynamoOperations } from './dynamo-call.ts';
import {
  dueIndex,
  dueKey,
  incidentAttributes,
  incidentKey,
  indexed,
  openIndex,
  openKey,
  readIncident,
  sortableTime,
  undrawnKey,
} from './incident-items.ts';

type QueryInput = DynamoOperations['Query']['input'];

/**
 * Incidents in DynamoDB: one item each, changed by one conditional write. Incidents are kept for `retentionDays` after
 * their last change (TTL). The indexes of open and of due incidents may lag behind by a moment, as every such index does.
 */
export function createIncidentStore(options: {
  readonly call: DynamoCall;
  readonly table: string;
  readonly retentionDays: number;
  readonly clock: Clock;
}): IncidentStore {
  const { call, table: TableName, retentionDays, clock } = options;

  const attributesOf = (incident: Incident, writeId: AttributeValue): Item => ({
    ...incidentAttributes(incident),
    writeId,
    ttl: { N: String(Math.floor(clock() / 1000) + retentionDays * 86_400) },
  });

  const get = async (id: string) => {
    // An id that somebody typed may be longer than a key can be; nothing is stored under it then.
    if (id.length > 100) return undefined;
    const { Item: item } = await call('GetItem', { TableName, Key: incidentKey(id), ConsistentRead: true });
    return item === undefined ? undefined : readIncident(item);
  };

  /** At most `limit` incidents of an index, over all its pages. */
  const listed = async (limit: number, query: Omit<QueryInput, 'TableName'>) => {
    const found: Incident[] = [];
    let from: Item | undefined;
    while (found.length < limit) {
      const { Items = [], LastEvaluatedKey } = await call('Query', {
        TableName,
        ...query,
        Limit: limit - found.length,
        ...(from !== undefined && { ExclusiveStartKey: from }),
      });
      found.push(...Items.map(readIncident));
      if (LastEvaluatedKey === undefined) break;
      from = LastEvaluatedKey;
    }
    return found;
  };

  const newestOf = (group: AttributeValue, limit: number) =>
    listed(limit, {
      IndexName: openIndex,
      KeyConditionExpression: 'openPk = :open',
      ExpressionAttributeValues: { ':open': group },
      ScanIndexForward: false,
    });

  return {
    get,

    async open(incident) {
      const writeId = newWriteId();
      const item = { ...incidentKey(incident.id), ...attributesOf(incident, writeId) };
      const created = await succeeded(
        call('PutItem', {
          TableName,
          Item: item,
          ConditionExpression: 'attribute_not_exists(pk) OR writeId = :writeId',
          ExpressionAttributeValues: { ':writeId': writeId },
        }),
      );
      if (created) return { incident: readIncident(item), created };
      const stored = await get(incident.id);
      if (stored !== undefined) return { incident: stored, created };
      throw new StoreError(
        `Incident ${incident.id} was there and then was not: it expired this very moment.`,
      );
    },

    /**
     *   stored: version 3          Kim: replace(4)              Lee: replace(4)
     *                                 |  if version = 3              |  if version = 3
     *   DynamoDB takes one  <---------+                              |
     *   stored: version 4   ----> true                               |
     *   then the other      <----------------------------------------+
     *   version is 4, not 3 ---------------------------------------> false; Lee reads who was first
     */
    async replace(next) {
      const item = attributesOf(next, newWriteId());
      const attributes = Object.entries(item);
      const gone = indexed.filter((name) => !Object.hasOwn(item, name)).join(', ');
      const set = attributes.map(([name]) => `#${name} = :${name}`).join(', ');
      return succeeded(
        call('UpdateItem', {
          TableName,
          Key: incidentKey(next.id),
          UpdateExpression: `SET ${set}${gone === '' ? '' : ` REMOVE ${gone}`}`,
          ConditionExpression: '#version = :seen OR #writeId = :writeId',
          // By placeholder, because some names, such as ttl, are reserved words of DynamoDB.
          ExpressionAttributeNames: Object.fromEntries(attributes.map(([name]) => [`#${name}`, name])),
          ExpressionAttributeValues: {
            ...Object.fromEntries(attributes.map(([name, value]) => [`:${name}`, value])),
            ':seen': { N: String(next.version - 1) },
          },
        }),
      );
    },

    listOpen: (limit) => newestOf(openKey, limit),
    listUndrawn: (limit) => newestOf(undrawnKey, limit),

    // `~` comes after every character of an id.
    listDue: (now, limit) =>
      listed(limit, {
        IndexName: dueIndex,
        KeyConditionExpression: 'duePk = :due AND dueSk <= :now',
        ExpressionAttributeValues: { ':due': dueKey, ':now': { S: `${sortableTime(now)}~` } },
      }),
  };
}
