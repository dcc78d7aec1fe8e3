import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type QueueAttributeName,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { ForwardQueue } from '../core/account-facts.ts';
import type { Fact } from '../core/fact.ts';
import type { DeadLetters, IngestQueue } from '../core/guard-facts.ts';
import { asObject } from '../core/json.ts';
import { AuditCallError, ask, errorName, gatherFact } from './audit-fact.ts';
import { metricCall, readMetrics } from './audit-metrics.ts';
import { forwardDeadLetters } from './hub-names.ts';
import { asList, statementsOf } from './policy-document.ts';

const attributesCall = 'sqs:GetQueueAttributes';

/** The queue between EventBridge and the function; no queue is a fact, not a failure. */
export function gatherIngestQueue(sqs: SQSClient, name: string): Promise<Fact<IngestQueue>> {
  return gatherFact(attributesCall, async () => {
    const attributes = await attributesOf(sqs, name, ['Policy', 'RedrivePolicy']);
    if (attributes === undefined) return { exists: false, letsEventsIn: false, hasDeadLetterQueue: false };
    return {
      exists: true,
      letsEventsIn: attributes.Policy !== undefined && letsEventsIn(attributes.Policy),
      hasDeadLetterQueue: attributes.RedrivePolicy !== undefined,
    };
  });
}

/** What lies in dead-letter queues: visible, being looked at, or delayed. SQS counts approximately. */
export async function gatherDeadLetters(
  sqs: SQSClient,
  cloudWatch: CloudWatchClient,
  names: readonly string[],
  now: number,
): Promise<Fact<readonly DeadLetters[]>> {
  const value = await Promise.all(
    names.map(async (queue) => {
      const messages = await gatherFact(attributesCall, async () => {
        const found = await messagesIn(sqs, queue);
        if (found === undefined) throw new AuditCallError(attributesCall, 'service-error');
        return found;
      });
      if (!messages.known || messages.value === 0) return { queue, messages };
      return {
        queue,
        messages,
        oldest: await gatherFact(metricCall, () => oldestIn(cloudWatch, queue, now)),
      };
    }),
  );
  return { known: true, value };
}

/**
 * Of a dead-letter queue the age counts from when a message came there. CloudWatch is some minutes behind; of a queue that was idle for
 * hours, a quarter of an hour. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
 */
async function oldestIn(client: CloudWatchClient, queue: string, now: number): Promise<number | undefined> {
  const [points = []] = await readMetrics(
    client,
    [
      {
        namespace: 'AWS/SQS',
        name: 'ApproximateAgeOfOldestMessage',
        dimensions: { QueueName: queue },
        stat: 'Maximum',
      },
    ],
    { from: now - 1_800_000, to: now, period: 60 },
  );
  return [...points].sort((a, b) => b.at - a.at)[0]?.value;
}

/** The member's own queue for what the hub did not take; nobody else sees it where the stack has no AlarmEmail. */
export function gatherForwardQueue(sqs: SQSClient): Promise<Fact<ForwardQueue>> {
  return gatherFact(attributesCall, async () => {
    const events = await messagesIn(sqs, forwardDeadLetters);
    return { exists: events !== undefined, events: events ?? 0 };
  });
}

/** Undefined if there is no such queue. Throws AuditCallError. */
async function messagesIn(sqs: SQSClient, queue: string): Promise<number | undefined> {
  const attributes = await attributesOf(sqs, queue, counts);
  if (attributes === undefined) return undefined;
  const numbers = counts.map((count) => Number(attributes[count]));
  if (numbers.some(Number.isNaN)) throw new AuditCallError(attributesCall, 'service-error');
  return numbers.reduce((sum, number) => sum + number, 0);
}

const counts = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const satisfies readonly QueueAttributeName[];

/** Undefined if there is no such queue. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html */
async function attributesOf(
  sqs: SQSClient,
  name: string,
  AttributeNames: readonly QueueAttributeName[],
): Promise<Partial<Record<string, string>> | undefined> {
  const found = await ask('sqs:GetQueueUrl', () =>
    sqs.send(new GetQueueUrlCommand({ QueueName: name })).catch((error: unknown) => {
      if (absent.has(errorName(error))) return undefined;
      throw error;
    }),
  );
  if (found === undefined) return undefined;
  const { Attributes = {} } = await ask(attributesCall, () =>
    sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: found.QueueUrl, AttributeNames: [...AttributeNames] }),
    ),
  );
  return Attributes;
}

const absent: ReadonlySet<string> = new Set(['QueueDoesNotExist', 'AWS.SimpleQueueService.NonExistentQueue']);

function letsEventsIn(policy: string): boolean {
  return statementsOf(policy).some(({ allows, raw, actions }) => {
    const services = asList(asObject(raw.Principal)?.Service);
    const sends = actions.some((action) => ['*', 'sqs:*', 'sqs:sendmessage'].includes(action.toLowerCase()));
    return allows && sends && services.includes('events.amazonaws.com');
  });
}
