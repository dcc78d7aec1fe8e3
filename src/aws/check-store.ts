import type { CheckStore } from '../core/ports.ts';
import type { AccountCheck } from '../core/posture.ts';
import { fromAttribute, type Item, toAttribute } from './attribute-value.ts';
import { checkShape } from './check-shape.ts';
import { succeeded } from './conditional-write.ts';
import type { DynamoCall } from './dynamo-call.ts';
import { queryAll } from './query-all.ts';

/** The facts of every account's last check: one item an account, all under one key, so that one query reads them. */
export function createCheckStore(options: { readonly call: DynamoCall; readonly table: string }): CheckStore {
  const { call, table: TableName } = options;
  return {
    /** Of two checks that ran at once the later one stays, whichever is stored last. */
    async saveCheck(check) {
      await succeeded(
        call('PutItem', {
          TableName,
          Item: { pk, sk: { S: check.account }, at: toAttribute(check.at), document: toAttribute(check) },
          ConditionExpression: 'attribute_not_exists(pk) OR #at <= :at',
          ExpressionAttributeNames: { '#at': 'at' },
          ExpressionAttributeValues: { ':at': toAttribute(check.at) },
        }),
      );
    },

    /** In the order of account ids. An account whose facts this version cannot read is left out: never checked. */
    async lastChecks() {
      return (await queryAll({ call, table: TableName, pk: pk.S })).flatMap(readCheck);
    },
  };
}

const pk = { S: 'CHECKS' };

/**
 * None if another version of RootGuard stored it: one that gathered other facts. Unlike an incident it is not missed: the
 * account counts as never checked until it is checked again, which is minutes away.
 */
function readCheck({ document }: Item): readonly AccountCheck[] {
  const value = document === undefined ? undefined : fromAttribute(document);
  return checkShape(value) === undefined ? [value as AccountCheck] : [];
}
