import type { RootAudit, RootAuditStore } from '../core/own-audit.ts';
import type { Clock } from '../core/ports.ts';
import { type Item, toAttribute } from './attribute-value.ts';
import type { DynamoCall } from './dynamo-call.ts';
import { allPages } from './query-all.ts';
import { readDocument } from './read-document.ts';
import { members, number, optional, text } from './shape.ts';

/** Our own looks into accounts with a root session: one item each, by account and time. */
export function createRootAuditStore(options: {
  readonly call: DynamoCall;
  readonly table: string;
  readonly clock: Clock;
}): RootAuditStore {
  const { call, table: TableName, clock } = options;
  return {
    async noteRootAudit(audit) {
      const { account, at, id } = audit;
      await call('PutItem', {
        TableName,
        Item: {
          pk: keyOf(account),
          sk: { S: `${timeKey(at)}#${id}` },
          document: toAttribute(audit),
          ttl: { N: String(Math.floor(clock() / 1000) + keptDays * 86_400) },
        },
      });
    },

    async rootAudits(account, from, until) {
      const found = await allPages(call, {
        TableName,
        KeyConditionExpression: 'pk = :pk AND sk >= :from',
        ExpressionAttributeValues: { ':pk': keyOf(account), ':from': { S: timeKey(from) } },
        ConsistentRead: true,
      });
      // Nearly every event is younger than the last audit: what began after `until` is little, and left out here.
      return found.map(read).filter(({ at }) => at <= until);
    },
  };
}

/** An event may lie in a dead-letter queue for two weeks before somebody sends it again. */
const keptDays = 30;

function keyOf(account: string) {
  return { S: `AUDITS#${account}` };
}

/** Fifteen digits of milliseconds sort as text. */
function timeKey(at: number): string {
  return String(Math.max(0, Math.floor(at))).padStart(15, '0');
}

const shape = members<RootAudit>({ id: text, account: text, at: number, key: optional(text) });

const read = (item: Item) => readDocument<RootAudit>(item, shape, 'An audit');
