import type { Plan } from '../core/plan.ts';
import type { PlanStore } from '../core/plan-ports.ts';
import { type Clock, StoreError } from '../core/ports.ts';
import { type AttributeValue, fromAttribute, type Item, toAttribute } from './attribute-value.ts';
import { newWriteId, succeeded } from './conditional-write.ts';
import type { DynamoCall, DynamoOperations } from './dynamo-call.ts';
import { openIndex } from './incident-items.ts';
import { openPlans, type PlanAddress, planAttributes, planKey, plansSince, readPlan } from './plan-items.ts';
import { queryLimited } from './query-limited.ts';

/**
 * Planned uses of root: one item each, changed by one conditional write. Its number comes from a counter and is claimed
 * by an item of its own that says where the plan is; a number whose plan was never written stays unused.
 */
export function createPlanStore(options: {
  readonly call: DynamoCall;
  readonly table: string;
  readonly retentionDays: number;
  readonly clock: Clock;
}): PlanStore {
  const { call, table: TableName, retentionDays, clock } = options;
  const expiry = () => ({ N: String(Math.floor(clock() / 1000) + retentionDays * 86_400) });
  const item = (plan: Plan, address: PlanAddress, writeId: AttributeValue): Item => ({
    ...planKey(address),
    ...planAttributes(plan),
    endsAt: toAttribute(address.endsAt),
    writeId,
    ttl: expiry(),
  });

  /** DynamoDB adds; a transport that asks twice skips a number, and no two plans ever get the same. */
  const nextNumber = async () => {
    const { Attributes } = await call('UpdateItem', {
      TableName,
      Key: { pk: { S: 'COUNTERS' }, sk: { S: 'PLANS' } },
      UpdateExpression: 'ADD #total :one',
      ExpressionAttributeNames: { '#total': 'total' },
      ExpressionAttributeValues: { ':one': { N: '1' } },
      ReturnValues: 'UPDATED_NEW',
    });
    const number = Attributes?.total === undefined ? undefined : fromAttribute(Attributes.total);
    if (typeof number === 'number') return number;
    throw new StoreError('DynamoDB counted a plan without saying how far.');
  };

  const create = async (key: Item, attributes: Item, writeId: AttributeValue) =>
    await succeeded(
      call('PutItem', {
        TableName,
        Item: { ...key, ...attributes },
        ConditionExpression: 'attribute_not_exists(pk) OR writeId = :writeId',
        ExpressionAttributeValues: { ':writeId': writeId },
      }),
    );

  const addressOf = async (number: number): Promise<PlanAddress | undefined> => {
    const { Item } = await call('GetItem', { TableName, Key: addressKey(number), ConsistentRead: true });
    if (Item?.account === undefined || Item.endsAt === undefined) return undefined;
    return {
      number,
      account: String(fromAttribute(Item.account)),
      endsAt: Number(fromAttribute(Item.endsAt)),
    };
  };

  const query = async (input: Omit<DynamoOperations['Query']['input'], 'TableName'>, limit: number) =>
    (await queryLimited(call, { TableName, ...input }, limit)).map(readPlan);

  return {
    async addPlan(make) {
      const number = await nextNumber();
      const plan = make(number);
      const address = { number, account: plan.account, endsAt: plan.until };
      const claim = newWriteId();
      const { account, endsAt } = address;
      const attributes = { account: toAttribute(account), endsAt: toAttribute(endsAt) };
      const isMine =
        (await create(addressKey(number), { ...attributes, writeId: claim, ttl: expiry() }, claim)) &&
        (await create({}, item(plan, address, claim), claim));
      if (isMine) return plan;
      throw new StoreError(`The number ${number} of a new plan is taken.`);
    },

    async plan(number) {
      const address = Number.isSafeInteger(number) ? await addressOf(number) : undefined;
      if (address === undefined) return undefined;
      const { Item } = await call('GetItem', { TableName, Key: planKey(address), ConsistentRead: true });
      return Item === undefined ? undefined : readPlan(Item);
    },

    async replacePlan(next) {
      const address = await addressOf(next.number);
      if (address === undefined) return false;
      const writeId = newWriteId();
      return await succeeded(
        call('PutItem', {
          TableName,
          Item: item(next, address, writeId),
          ConditionExpression: 'version = :seen OR writeId = :writeId',
          ExpressionAttributeValues: { ':seen': toAttribute(next.version - 1), ':writeId': writeId },
        }),
      );
    },

    async plansOf(account, since) {
      return await query({ ...plansSince(account, since), ConsistentRead: true }, most);
    },

    async openPlans(limit) {
      const names = { IndexName: openIndex, KeyConditionExpression: 'openPk = :plans' };
      return await query({ ...names, ExpressionAttributeValues: { ':plans': openPlans } }, limit);
    },
  };
}

/** How many plans of one account are looked at; more than that at once is nobody's plan. */
const most = 100;

function addressKey(number: number): Item {
  return { pk: { S: `PLAN#${number}` }, sk: { S: 'PLAN' } };
}
