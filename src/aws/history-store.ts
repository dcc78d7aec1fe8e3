import { byCodeUnit } from '../core/by-code-unit.ts';
import type { JsonObject } from '../core/json.ts';
import { monthOf, monthsBetween } from '../core/month.ts';
import type { Clock, HistoryStore, Opened } from '../core/ports.ts';
import { fromAttribute, type Item, toAttribute } from './attribute-value.ts';
import type { DynamoCall } from './dynamo-call.ts';
import { queryAll } from './query-all.ts';
import { flag, members, number, optional, text } from './shape.ts';

/**
 * Incidents by the time of their opening: a small item each under the key of its month, so that a year is a dozen queries, and they
 * are read as they were written (an index would lag behind).
 */
export function createHistoryStore(options: {
  readonly call: DynamoCall;
  readonly table: string;
  readonly retentionDays: number;
  readonly clock: Clock;
}): HistoryStore {
  const { call, table, retentionDays, clock } = options;
  return {
    async noteOpened({ id, account, openedAt, drill }) {
      const opened: Opened = { id, account, at: openedAt, ...(drill !== undefined && { drill: true }) };
      await call('PutItem', {
        TableName: table,
        Item: {
          pk: { S: `MONTH#${monthOf(openedAt).name}` },
          sk: { S: `${sortable(openedAt)}#${id}` },
          document: toAttribute(opened),
          // An incident's own time begins anew with each change of it.
          ttl: { N: String(Math.floor(clock() / 1000) + 2 * retentionDays * 86_400) },
        },
      });
    },

    async openedBetween(from, until) {
      const found = new Map<string, Opened>();
      for (const { name } of monthsBetween(from, until)) {
        for (const { document } of await queryAll({ call, table, pk: `MONTH#${name}` })) {
          const value = document === undefined ? undefined : fromAttribute(document);
          if (shape(value) !== undefined) continue;
          const opened = value as Opened;
          if (opened.at >= from && opened.at < until) found.set(opened.id, opened);
        }
      }
      return [...found.values()].sort((a, b) => a.at - b.at || byCodeUnit(a.id, b.id));
    },

    async dossier(incident) {
      const items = await queryAll({ call, table, pk: `INCIDENT#${incident}` });
      return items.map(asJson);
    },
  };
}

const shape = members<Opened>({ id: text, account: text, at: number, drill: optional(flag) });

/** What is stored under the incident's key, as it is: what another part of RootGuard keeps there is in it, too. */
function asJson(item: Item): JsonObject {
  const kept = Object.entries(item).filter(
    ([name]) => !ours.has(name) && !name.endsWith('Pk') && !name.endsWith('Sk'),
  );
  const { sk } = item;
  const part = sk !== undefined && 'S' in sk ? sk.S : '';
  return { part, ...Object.fromEntries(kept.map(([name, value]) => [name, fromAttribute(value)])) };
}

const ours: ReadonlySet<string> = new Set(['pk', 'sk', 'ttl', 'writeId']);

function sortable(at: number): string {
  return String(Math.max(0, Math.floor(at))).padStart(15, '0');
}
