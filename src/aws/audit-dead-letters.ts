import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { QueueAttributeName, SQSClient } from '@aws-sdk/client-sqs';
import type { ForwardQueue } from '../core/account-facts.ts';
import type { Fact } from '../core/fact.ts';
import type { DeadLetters } from '../core/guard-facts.ts';
import { AuditCallError, gatherFact } from './audit-fact.ts';
import { metricCall, readMetrics } from './audit-metrics.ts';
import { forwardDeadLetters } from './hub-names.ts';
import { hubQueueTemplates } from './hub-template.generated.ts';
import { attributesCall, attributesOf } from './queue-attributes.ts';

/** What lies in dead-letter queues: visible, being looked at, or delayed. SQS counts approximately. */
export async function gatherDeadLetters(
  sqs: SQSClient,
  cloudWatch: CloudWatchClient,
  now: number,
): Promise<Fact<readonly DeadLetters[]>> {
  const names = hubQueueTemplates.flatMap(({ name, deadLetterQueue }) =>
    deadLetterQueue === undefined ? [name] : [],
  );
  const value = await Promise.all(
    names.map(async (queue) => {
      const messages = await gatherFact(attributesCall, () => messagesIn(sqs, queue));
      if (!messages.known || !messages.value) return { queue, messages };
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
