import { createHash } from 'node:crypto';
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { asObject, at } from '../../src/core/json.ts';
import type { QueueMessage } from './message.ts';

/** Which messages of a batch failed, and why. */
export type Outcome = (messageId: string) => string | undefined;

/** Lambda takes no larger event: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const largestEvent = 6 * 1024 * 1024;

/** The first messages that fit into one event: at most `size`, and at most 6 MB; always at least one. */
export function takeBatch(messages: Iterable<QueueMessage>, size: number): readonly QueueMessage[] {
  const batch: QueueMessage[] = [];
  let bytes = 0;
  for (const message of messages) {
    bytes += Buffer.byteLength(JSON.stringify(message.body)) + 1_024;
    if (batch.length === size || (batch.length > 0 && bytes > largestEvent)) break;
    batch.push(message);
  }
  return batch;
}

/** The event as Lambda receives it: https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
export function eventOf(queue: string, batch: readonly QueueMessage[]): SQSEvent {
  return { Records: batch.map((message) => recordOf(queue, message)) };
}

function recordOf(queue: string, message: QueueMessage): SQSRecord {
  return {
    messageId: message.messageId,
    receiptHandle: message.receiptHandle,
    body: message.body,
    attributes: {
      ApproximateReceiveCount: String(message.receives),
      SentTimestamp: String(message.sentAt),
      SenderId: 'AIDAIENQZJOLO23YVJ4VO',
      ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt ?? message.sentAt),
    },
    messageAttributes: {},
    md5OfBody: createHash('md5').update(message.body).digest('hex'),
    eventSource: 'aws:sqs',
    eventSourceARN: `arn:aws:sqs:us-east-1:111122223333:${queue}`,
    awsRegion: 'us-east-1',
  };
}

/**
 * Reads a partial batch response as AWS does: nothing and an empty list are a success; an answer that cannot be
 * read, an empty id and an id that was not in the batch make the whole batch fail.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
 */
export function outcomeOf(batch: readonly QueueMessage[], response: unknown): Outcome {
  if (response === undefined || response === null) return () => undefined;
  const answer = asObject(response);
  if (answer === undefined)
    return allFailed('The function answered with something that is no batch response.');

  const failures = at(answer, 'batchItemFailures') ?? [];
  if (!Array.isArray(failures)) return allFailed('batchItemFailures is no list.');
  const ids = failures.map((failure) => at(failure, 'itemIdentifier'));
  const stranger = ids.find((id) => !batch.some(({ messageId }) => messageId === id));
  if (ids.length > 0 && stranger !== undefined)
    return allFailed(`batchItemFailures names an unknown message: ${stranger}.`);
  if (ids.includes(undefined)) return allFailed('batchItemFailures has an entry without itemIdentifier.');
  return (id) => (ids.includes(id) ? 'The function reported it in batchItemFailures.' : undefined);
}

/** Every message of the batch failed for the same reason. */
export function allFailed(reason: string): Outcome {
  return () => reason;
}
