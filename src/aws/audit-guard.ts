import { DescribeEventBusCommand, type EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { paginateListSubscriptionsByTopic, type SNSClient } from '@aws-sdk/client-sns';
import type { Fact } from '../core/fact.ts';
import type { AlarmSubscribers, BusPolicy } from '../core/guard-facts.ts';
import { asObject, textAt } from '../core/json.ts';
import { ask, gatherFact } from './audit-fact.ts';
import { orMissing } from './audit-rule.ts';
import { asList, type Statement, statementsOf } from './policy-document.ts';

/**
 * Who may put events onto the bus that members forward to; no such bus is a fact, not a failure.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DescribeEventBus.html
 */
export function gatherBusPolicy(
  eventBridge: EventBridgeClient,
  bus: string,
  own: Fact<string | undefined>,
): Promise<Fact<BusPolicy>> {
  const call = 'events:DescribeEventBus';
  return gatherFact(call, async () => {
    const described = await ask(call, () =>
      orMissing(eventBridge.send(new DescribeEventBusCommand({ Name: bus }))),
    );
    const allowing =
      described?.Policy === undefined ? [] : statementsOf(described.Policy).filter(letsAnybodyPut);
    const organizations = allowing.map(organizationsIn);
    return {
      exists: described !== undefined,
      open: organizations.some((ids) => ids.length === 0),
      organizations: [...new Set(organizations.flat())].sort(),
      own,
    };
  });
}

/** Whether a statement is about everybody; one that names accounts opens the bus to no others. */
function letsAnybodyPut({ allows, raw, actions }: Statement): boolean {
  const principals = asList(asObject(raw.Principal)?.AWS ?? raw.Principal);
  const puts = actions.some((action) => ['*', 'events:*', 'events:putevents'].includes(action.toLowerCase()));
  return allows && puts && principals.includes('*');
}

function organizationsIn({ conditions }: Statement): readonly string[] {
  return conditions
    .filter(({ key, operator }) => key === 'aws:principalorgid' && /^string(equals|like)$/.test(operator))
    .flatMap(({ values }) => values)
    .filter((value) => /^o-[a-z0-9]+$/.test(value));
}

function told<T>(value: T): Fact<T> {
  return { known: true, value };
}

/**
 * Who hears of alarms: subscriptions that were confirmed, and those that nobody confirmed yet.
 * https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptionsByTopic.html
 */
export async function gatherAlarmSubscribers(
  sns: SNSClient,
  topic: string | undefined,
): Promise<Fact<AlarmSubscribers | undefined>> {
  if (topic === undefined) return told(undefined);
  const call = 'sns:ListSubscriptionsByTopic';
  return gatherFact(call, () =>
    ask(call, async () => {
      const arns: string[] = [];
      for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic(
        { client: sns },
        { TopicArn: topic },
      ))
        arns.push(...Subscriptions.map((subscription) => textAt(subscription, 'SubscriptionArn') ?? ''));
      // A subscription that is being deleted has another word in the place of its ARN.
      const confirmed = arns.filter((arn) => arn.startsWith('arn:')).length;
      return { confirmed, pending: arns.filter((arn) => arn === 'PendingConfirmation').length };
    }),
  );
}
