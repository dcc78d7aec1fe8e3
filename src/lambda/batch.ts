import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { RestMessages } from '../aws/visibility.ts';
import { inParallel } from '../core/in-parallel.ts';
import { ComeBackLater, type Delivery, type Logger, SlackError } from '../core/ports.ts';
import { explain } from './cures.ts';

/** What working off a batch needs. */
export interface BatchPorts {
  readonly logger: Logger;
  readonly restMessages: RestMessages;
  readonly config: { readonly region: string };
}

/** Time that must be left for one more attempt, in ms. */
const attemptTime = 15_000;

/**
 * Handles each message of a batch by itself and tells SQS which ones to deliver again, so that one bad message holds up
 * none of the others. When Slack says how long to wait and there is time, it waits here. What failed comes out again
 * soon: after 10 s, 20 s, 40 s … at most 15 minutes, or as long as Slack asked to wait.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export async function handleBatch(
  event: SQSEvent,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
  ports: BatchPorts,
  handle: (body: unknown, delivery: Delivery) => Promise<unknown>,
  /** Messages at once: one after the other unless told. */
  atOnce = 1,
): Promise<SQSBatchResponse> {
  const failures: Failure[] = [];
  await inParallel(event.Records, atOnce, async (record) => {
    try {
      await patiently(() => handle(bodyOf(record), deliveryOf(record)), context);
    } catch (error) {
      const message = {
        message: record.messageId,
        receives: record.attributes.ApproximateReceiveCount,
        ...explain(error, ports.config.region),
      };
      if (error instanceof ComeBackLater) ports.logger.info('message-postponed', message);
      else ports.logger.error('message-failed', message);
      failures.push({ record, error });
    }
  });
  await comeBackSoon(failures, ports);
  return { batchItemFailures: failures.map(({ record }) => ({ itemIdentifier: record.messageId })) };
}

interface Failure {
  readonly record: SQSRecord;
  readonly error: unknown;
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

/** After the batch, not at each failure: a short rest would end while the rest of the batch is still at work. */
async function comeBackSoon(failures: readonly Failure[], { logger, restMessages, config }: BatchPorts) {
  // A mapping feeds from one queue only.
  const queue = failures[0]?.record.eventSourceARN;
  if (queue === undefined) return;
  const messages = failures.map(({ record, error }) => ({
    receiptHandle: record.receiptHandle,
    seconds: restOf(record, error),
  }));
  try {
    await restMessages(queue, messages);
  } catch (error) {
    // Nothing is lost: the messages come out again when the queue's own visibility timeout ends.
    logger.warn('retry-not-hastened', { ...explain(error, config.region) });
  }
}

const firstRest = 10;
const longestRest = 900;

/** SQS takes 12 hours in all since the message was received. */
const longestTold = 11 * 3_600;

function restOf({ attributes }: SQSRecord, error: unknown): number {
  if (error instanceof ComeBackLater) return Math.ceil(error.retryAfter / 1_000);
  const receives = Math.max(1, Number(attributes.ApproximateReceiveCount) || 1);
  const growing = Math.min(firstRest * 2 ** (receives - 1), longestRest);
  const told = error instanceof SlackError ? Math.ceil((error.retryAfter ?? 0) / 1_000) : 0;
  return Math.max(growing, Math.min(told, longestTold));
}

function deliveryOf({ messageId, attributes }: SQSRecord): Delivery {
  const receives = Math.max(1, Number(attributes.ApproximateReceiveCount) || 1);
  return { messageId, redelivered: receives > 1, receives };
}

/** A body that is no JSON stays the text that it is: whoever handles it says what is wrong with it. */
function bodyOf({ body }: SQSRecord): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
