import { textAt } from '../../src/core/json.ts';
import { AwsError, common, ownKind } from './errors.ts';
import { alarmTopic } from './guard-state.ts';
import type { Operation, Service } from './world.ts';

/** The first page is empty and not the last. */
const listSubscriptionsByTopic: Operation = ({ account, input, region }, { guard, hubAccount }) => {
  const topic = `arn:aws:sns:${region}:${account.id}:${alarmTopic}`;
  const asked = textAt(input, 'TopicArn') ?? '';
  if (!/^arn:aws:sns:[a-z0-9-]+:\d{12}:[\w-]+$/.test(asked))
    throw new AwsError(ownKind('InvalidParameter', 400), 'Invalid parameter: TopicArn');
  if (account.id !== hubAccount || asked !== topic)
    throw new AwsError(ownKind('NotFound', 404), 'Topic does not exist');
  const token = textAt(input, 'NextToken');
  if (token === undefined) return { Subscriptions: [], NextToken: 'page-2' };
  if (token !== 'page-2') throw new AwsError(common.invalid, 'Invalid NextToken');
  if (guard.alarmEmail === 'none') return { Subscriptions: [] };
  return {
    Subscriptions: [
      {
        TopicArn: topic,
        Protocol: 'email',
        SubscriptionArn:
          guard.alarmEmail === 'confirmed'
            ? `${topic}:00000000-0000-4000-8000-000000000000`
            : 'PendingConfirmation',
        Owner: account.id,
        Endpoint: 'oncall@example.com',
      },
    ],
  };
};

/** SNS, reading only. https://docs.aws.amazon.com/sns/latest/api/welcome.html */
export const sns: Service = {
  dialect: {
    protocol: 'query',
    version: '2010-03-31',
    namespace: 'http://sns.amazonaws.com/doc/2010-03-31/',
  },
  operations: { ListSubscriptionsByTopic: listSubscriptionsByTopic },
};
