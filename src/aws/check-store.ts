import type { CheckStore } from '../core/ports.ts';
import { isSubject } from '../core/subject.ts';
import { type AttributeValue, fromAttribute, type Item, toAttribute } from './attribute-value.ts';
import { readAccountCheck, readGuardCheck, readOrganizationCheck, readVerdicts } from './check-shape.ts';
import { succeeded } from './conditional-write.ts';
import type { DynamoCall } from './dynamo-call.ts';
import { queryAll } from './query-all.ts';

/**
 * The facts of the last checks: one item an account, all under one key, so that one query reads them; beside each, under another
 * key, what it came to; and one item each for the organisation and the guard itself.
 */
export function createCheckStore(options: { readonly call: DynamoCall; readonly table: string }): CheckStore {
  const { call, table: TableName } = options;
  return {
    saveCheck: (check, seen) => save(accountKey(check.account), check, seen),
    saveOrganizationCheck: (check, seen) => save(organizationKey, check, seen),
    saveGuardCheck: (check, seen) => save(guardKey, check, seen),
    lastOrganizationCheck: async () => readOrganizationCheck(await documentAt(organizationKey)),
    lastGuardCheck: async () => readGuardCheck(await documentAt(guardKey)),

    lastCheck: async (account) => readAccountCheck(await documentAt(accountKey(account))),

    /** In the order of account ids. An account whose facts this version cannot read is left out: never checked. */
    async lastChecks() {
      const items = await queryAll({ call, table: TableName, pk: accountKey('').pk.S });
      return items.flatMap(({ document }) => readAccountCheck(storedValue(document)) ?? []);
    },

    async saveVerdicts(verdicts, at) {
      await succeeded(
        call('PutItem', {
          TableName,
          Item: {
            ...verdictsKey(verdicts.account),
            document: toAttribute(verdicts),
            at: toAttribute(at),
          },
          ConditionExpression: 'attribute_not_exists(pk) OR #at <= :at',
          ExpressionAttributeNames: { '#at': 'at' },
          ExpressionAttributeValues: { ':at': toAttribute(at) },
        }),
      );
    },

    async lastVerdicts() {
      const items = await queryAll({ call, table: TableName, pk: verdictsKey('').pk.S });
      return items.flatMap(({ document }) => readVerdicts(storedValue(document)) ?? []);
    },

    async watchedSince(subject) {
      const { Item } = await call('GetItem', { TableName, Key: keyOf(subject), ConsistentRead: true });
      const since = storedValue(Item?.since);
      return typeof since === 'number' ? since : undefined;
    },
  };

  /** Of two checks that ran at once the later one stays, whichever is stored last. */
  async function save(key: Item, check: { readonly at: number }, seen?: number): Promise<boolean> {
    return await succeeded(
      call('UpdateItem', {
        TableName,
        Key: key,
        UpdateExpression: 'SET document = :document, #at = :at, since = if_not_exists(since, :at)',
        ConditionExpression: seen === undefined ? 'attribute_not_exists(pk) OR #at <= :at' : '#at = :seen',
        ExpressionAttributeNames: { '#at': 'at' },
        ExpressionAttributeValues: {
          ':document': toAttribute(check),
          ':at': toAttribute(check.at),
          ...(seen !== undefined && { ':seen': toAttribute(seen) }),
        },
      }),
    );
  }

  async function documentAt(key: Item): Promise<unknown> {
    const { Item } = await call('GetItem', { TableName, Key: key, ConsistentRead: true });
    return storedValue(Item?.document);
  }
}

function accountKey(account: string) {
  return { pk: { S: 'CHECKS' }, sk: { S: account } };
}

function keyOf(subject: string) {
  if (!isSubject(subject)) return accountKey(subject);
  return subject === 'guard' ? guardKey : organizationKey;
}

/** Apart from the facts: DynamoDB reads whole items, whatever is asked of them. */
function verdictsKey(account: string) {
  return { pk: { S: 'VERDICTS' }, sk: { S: account } };
}

const organizationKey = { pk: { S: 'CHECK' }, sk: { S: 'ORGANIZATION' } };
const guardKey = { pk: { S: 'CHECK' }, sk: { S: 'GUARD' } };

function storedValue(attribute: AttributeValue | undefined): unknown {
  return attribute === undefined ? undefined : fromAttribute(attribute);
}
