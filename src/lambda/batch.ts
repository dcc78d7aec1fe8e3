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
  /** Waits, in ms. */
  readonly pause: (ms: number) => Promise<void>;
}

/** So often a message is tried before it goes back: in a storm over many cards the queue's growing rests let Slack breathe. */
const attemptsHere = 3;

/** Time that must be left for one more attempt, in ms. */
const attemptTime = 15_000;

/** A message as it came out of the queue. */
export interface Message {
  readonly body: unknown;
  readonly delivery: Delivery;
}

/**
 * Works off a batch and tells SQS which messages to deliver again, so that one bad message holds up none of the others.
 * `handle` answers for each message, in their order: undefined, or why it failed. When Slack says how long to wait and there
 * is time, it waits here. What failed comes out again soon: after 10 s, 20 s, 40 s … at most 15 minutes, or as long as
 * Slack asked to wait.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export async function handleBatch(
  event: SQSEvent,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
  ports: BatchPorts,
  handle: (messages: readonly Message[]) => Promise<readonly unknown[]>,
): Promise<SQSBatchResponse> {
  const failures: Failure[] = [];
  let records: readonly SQSRecord[] = event.Records;
  for (let attempt = 1; ; attempt += 1) {
    const answers = await handle(records.map((record) => messageOf(record, attempt > 1)));
    const failed = records.flatMap((record, index) =>
      answers[index] === undefined ? [] : [{ record, error: answers[index] }],
    );
    const soon = failed.filter(
      ({ error }) =>
        attempt < attemptsHere && waitOf(error) + attemptTime <= context.getRemainingTimeInMillis(),
    );
    failures.push(...failed.filter((failure) => !soon.includes(failure)));
    if (soon.length === 0) break;
    await ports.pause(Math.max(...soon.map(({ error }) => waitOf(error))));
    records = soon.map(({ record }) => record);
  }
  for (const { record, error } of failures) {
    const message = {
      message: record.messageId,
      receives: record.attributes.ApproximateReceiveCount,
      ...explain(error, ports.config.region),
    };
    if (error instanceof ComeBackLater) ports.logger.info('message-postponed', message);
    else ports.logger.error('message-failed', message);
  }
  await comeBackSoon(failures, ports);
  return { batchItemFailures: failures.map(({ record }) => ({ itemIdentifier: record.messageId })) };
}

/**
 * Handles the messages of a batch each by itself, so many at once. What there is no time left to begin with comes again at
 * once: a function that Lambda ends in the middle would hold its whole batch for six minutes.
 */
export function eachAlone(
  handle: (message: Message) => Promise<unknown>,
  atOnce: number,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
): (messages: readonly Message[]) => Promise<readonly unknown[]> {
  return async (messages) => {
    const answers = new Map<Message, unknown>();
    // The first are begun in any case, or a function with little time would never begin anything.
    const first = new Set(messages.slice(0, atOnce));
    await inParallel(messages, atOnce, async (message) => {
      const answer =
        !first.has(message) && context.getRemainingTimeInMillis() < beginTime
          ? new ComeBackLater('There was no time left to begin with it.', 0)
          : await handle(message).then(
              () => undefined,
              (error: unknown) => error ?? new Error('It failed without a reason.'),
            );
      answers.set(message, answer);
    });
    return messages.map((message) => answers.get(message));
  };
}

/** Time that must be left to begin with a message, in ms: an account whose every call hangs takes 35 s. */
const beginTime = 40_000;

interface Failure {
  readonly record: SQSRecord;
  readonly error: unknown;
}

/** How long Slack asked to wait, in ms; never, if it did not. */
function waitOf(error: unknown): number {
  return (error instanceof SlackError ? error.retryAfter : undefined) ?? Number.POSITIVE_INFINITY;
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

/** A message that this very worker tries again counts as redelivered: it may not have been able to lay its own pen down. */
function messageOf(record: SQSRecord, again: boolean): Message {
  const { messageId, attributes } = record;
  const receives = Math.max(1, Number(attributes.ApproximateReceiveCount) || 1);
  return { body: bodyOf(record), delivery: { messageId, redelivered: again || receives > 1, receives } };
}

/** A body that is no JSON stays the text that it is: whoever handles it says what is wrong with it. */
function bodyOf({ body }: SQSRecord): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
