import { randomUUID } from 'node:crypto';
import { textAt } from '../../src/core/json.ts';
import { AwsError, ownKind } from './errors.ts';
import { alarmTopic } from './guard-state.ts';
import type { Call, Operation, Service, World } from './world.ts';

/** An e-mail that a topic sent to one of its subscribers. */
export interface Email {
  /** The ARN of the topic. */
  readonly topic: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Milliseconds since the epoch, in sandbox time. */
  readonly at: number;
}

/**
 * Publish to a topic, with SNS's limits; each e-mail address that subscribed gets an e-mail. Refuses a subject that is not
 * ASCII, as SNS's page said for years, although it now says UTF-8: who keeps to the narrower rule is safe under both.
 * https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
 */
const publish: Operation = (call, world) => {
  const { arn, subscribers } = topicOf(call, world);
  const subject = textAt(call.input, 'Subject');
  if (subject !== undefined && !/^[!-~][ -~]{0,98}$/.test(subject)) throw invalid('Subject');
  const text = textAt(call.input, 'Message') ?? '';
  if (text === '') throw invalid('Empty message');
  if (Buffer.byteLength(text) > 262_144) throw invalid('Message too long');
  for (const to of subscribers) {
    const email = { topic: arn, to, subject: subject ?? 'AWS Notification Message', text, at: world.now() };
    if (world.emails.push(email) > mostKept) world.emails.shift();
    world.onEmail(email);
  }
  return { MessageId: randomUUID() };
};

/**
 * Who subscribed to a topic of the hub: those who hear of alerts, and the address for alarms. The first page is empty and not
 * the last. https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptionsByTopic.html
 */
const listSubscriptionsByTopic: Operation = (call, world) => {
  const { arn, subscribers } = topicOf(call, world);
  const token = textAt(call.input, 'NextToken');
  if (token === undefined) return { Subscriptions: [], NextToken: 'page-2' };
  if (token !== 'page-2') throw invalid('NextToken');
  return {
    Subscriptions: subscribers.map((to, index) => ({
      TopicArn: arn,
      Protocol: 'email',
      SubscriptionArn:
        world.guard.alarmEmail === 'pending'
          ? 'PendingConfirmation'
          : `${arn}:00000000-0000-4000-8000-00000000000${index}`,
      Owner: call.account.id,
      Endpoint: to,
    })),
  };
};

/** SNS. https://docs.aws.amazon.com/sns/latest/api/welcome.html */
export const sns: Service = {
  dialect: {
    protocol: 'query',
    version: '2010-03-31',
    namespace: 'http://sns.amazonaws.com/doc/2010-03-31/',
  },
  operations: { Publish: publish, ListSubscriptionsByTopic: listSubscriptionsByTopic },
  denied: ownKind('AuthorizationError', 403),
};

const mostKept = 1_000;

function topicOf({ input, account }: Call, { topics, region, guard }: World) {
  const arn = textAt(input, 'TopicArn') ?? '';
  const [, its, owner] = /^arn:aws:sns:([a-z0-9-]+):(\d{12}):[\w-]{1,256}$/.exec(arn) ?? [];
  if (its !== region) throw invalid('TopicArn');
  if (owner !== account.id) {
    throw new AwsError(
      ownKind('AuthorizationError', 403),
      `User is not authorized to perform: SNS:Publish on resource: ${arn}`,
    );
  }
  const alarms = guard.alarmEmail === 'none' ? [] : ['oncall@example.com'];
  const subscribers = arn.endsWith(`:${alarmTopic}`) ? alarms : topics.get(arn);
  if (subscribers === undefined) throw new AwsError(ownKind('NotFound', 404), 'Topic does not exist');
  return { arn, subscribers };
}

function invalid(what: string): AwsError {
  return new AwsError(ownKind('InvalidParameter', 400), `Invalid parameter: ${what}`);
}
