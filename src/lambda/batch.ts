import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { type Delivery, type Logger, SlackError } from '../core/ports.ts';

/** Time that must be left for one more attempt, in ms. */
const attemptTime = 15_000;

/**
 * Handles each message of a batch by itself and tells SQS which ones to deliver again, so that one bad message holds up
 * none of the others. When Slack says how long to wait and there is time, it waits here: the queue would wait longer.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export async function handleBatch(
  event: SQSEvent,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
  logger: Logger,
  handle: (body: unknown, delivery: Delivery) => Promise<unknown>,
): Promise<SQSBatchResponse> {
  const batchItemFailures: { itemIdentifier: string }[] = [];
  for (const record of event.Records) {
    try {
      await patiently(() => handle(bodyOf(record), deliveryOf(record)), context);
    } catch (error) {
      logger.error('message-failed', {
        message: record.messageId,
        receives: record.attributes.ApproximateReceiveCount,
        error: String(error),
      });
      batchItemFailures.push({ itemIdentifier: record.messageId });
    }
  }
  return { batchItemFailures };
}

async function patiently(
  attempt: () => Promise<unknown>,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
): Promise<void> {
  for (;;) {
    try {
      await attempt();
      return;
    } catch (error) {
      const wait = error instanceof SlackError ? error.retryAfter : undefined;
      if (wait === undefined || context.getRemainingTimeInMillis() < wait + attemptTime) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

function deliveryOf({ messageId, attributes }: SQSRecord): Delivery {
  return { messageId, redelivered: Number(attributes.ApproximateReceiveCount) > 1 };
}

/** A body that is no JSON stays the text that it is: whoever handles it says what is wrong with it. */
function bodyOf({ body }: SQSRecord): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
