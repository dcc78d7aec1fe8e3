import { type EvidenceStore, StoreError } from '../core/ports.ts';
import type { DigestMark, MadeReport } from '../core/store-ports.ts';
import { fromAttribute, toAttribute } from './attribute-value.ts';
import { succeeded } from './conditional-write.ts';
import type { DynamoCall } from './dynamo-call.ts';
import { queryAll } from './query-all.ts';
import { members, number, text } from './shape.ts';

/** The reports that were made, each by its head, and the last weekly digest. Reports are never changed, and never expire. */
export function createEvidenceStore(options: {
  readonly call: DynamoCall;
  readonly table: string;
}): EvidenceStore {
  const { call, table: TableName } = options;
  return {
    async noteReport(report) {
      const key = {
        pk: { S: 'REPORTS' },
        sk: { S: `${String(report.at).padStart(15, '0')}#${report.head}` },
      };
      return await succeeded(
        call('PutItem', {
          TableName,
          Item: { ...key, document: toAttribute(report) },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
    },

    async reports() {
      const items = await queryAll({ call, table: TableName, pk: 'REPORTS' });
      return items.map(({ document }) => {
        const value = document === undefined ? undefined : fromAttribute(document);
        if (report(value) === undefined) return value as MadeReport;
        throw new StoreError('A report cannot be read by this version of RootGuard.');
      });
    },

    async lastDigest() {
      const { Item } = await call('GetItem', { TableName, Key: digestKey, ConsistentRead: true });
      const value = Item?.document === undefined ? undefined : fromAttribute(Item.document);
      return mark(value) === undefined ? (value as DigestMark) : undefined;
    },

    async noteDigest(digest) {
      await call('PutItem', { TableName, Item: { ...digestKey, document: toAttribute(digest) } });
    },
  };
}

const digestKey = { pk: { S: 'COUNTERS' }, sk: { S: 'DIGEST' } };

const report = members<MadeReport>({
  month: text,
  at: number,
  by: text,
  name: text,
  head: text,
  entries: number,
});
const mark = members<DigestMark>({ at: number, dropped: number });
