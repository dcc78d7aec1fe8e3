import { paginateListSubscriptionsByTopic, type SNSClient } from '@aws-sdk/client-sns';
import { type Fact, known } from '../core/fact.ts';
import type { AlarmSubscribers } from '../core/guard-facts.ts';
import { textAt } from '../core/json.ts';
import { ask, gatherFact } from './audit-fact.ts';

/**
 * Who hears of alarms: subscriptions that were confirmed, and those that nobody confirmed yet.
 * https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptionsByTopic.html
 */
export async function gatherAlarmSubscribers(
  sns: SNSClient,
  topic: string | undefined,
): Promise<Fact<AlarmSubscribers | undefined>> {
  if (topic === undefined) return known(undefined);
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
