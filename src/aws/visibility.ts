import { at, textAt } from '../core/json.ts';
import { AwsError } from './aws-error.ts';
import type { JsonCall } from './json-call.ts';

/** A message that was received and not worked off, and how long it should rest. */
export interface Resting {
  readonly receiptHandle: string;
  /** Whole seconds from now. SQS takes 0 to 43,200, counted from when the message was received. */
  readonly seconds: number;
}

/**
 * Makes messages of one queue come out again after a rest of their own, instead of after the queue's visibility timeout,
 * which is six times the function's time limit. Throws AwsError if SQS refused any; those come out later.
 */
export type RestMessages = (queueArn: string, messages: readonly Resting[]) => Promise<void>;

/**
 * Changes visibility timeouts by the SDK-less call. `call` is a JsonCall of the service `sqs` (target `AmazonSQS`,
 * version 1.0). Needs sqs:ChangeMessageVisibility.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibilityBatch.html
 */
export function createRestMessages(call: JsonCall): RestMessages {
  return async (queueArn, messages) => {
    const QueueUrl = queueUrl(queueArn);
    for (let first = 0; first < messages.length; first += mostEntries) {
      const batch = messages.slice(first, first + mostEntries);
      const Entries = batch.map(({ receiptHandle, seconds }, index) => ({
        Id: String(index),
        ReceiptHandle: receiptHandle,
        VisibilityTimeout: seconds,
      }));
      checkAllDone(await call('ChangeMessageVisibilityBatch', { QueueUrl, Entries }));
    }
  };
}

const mostEntries = 10;

/** SQS answers 200 even if it refused some or all of the entries. */
function checkAllDone(answer: unknown): void {
  const failed = at(answer, 'Failed');
  if (!Array.isArray(failed) || failed.length === 0) return;
  const code = textAt(failed[0], 'Code') ?? '';
  throw new AwsError(
    'sqs ChangeMessageVisibilityBatch',
    /^[\w.]{1,100}$/.test(code) ? code : 'refused-entry',
  );
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-message-identifiers.html */
function queueUrl(arn: string): string {
  const [, partition, , region, account, name] = arn.split(':');
  const domain = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  return `https://sqs.${region}.${domain}/${account}/${name}`;
}
