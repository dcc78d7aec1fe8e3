import { randomUUID } from 'node:crypto';
import type { SQSEvent } from 'aws-lambda';
import type { SandboxClock } from './clock.ts';
import { allFailed, eventOf, type Outcome, outcomeOf } from './queue/batch.ts';
import type { DeadLetter, QueueMessage } from './queue/message.ts';
import { createShelf } from './queue/shelf.ts';

/** A queue and the function that it feeds. */
export interface QueueOptions {
  readonly name: string;
  readonly clock: SandboxClock;
  /** Answers with nothing, or with a partial batch response (`{ batchItemFailures }`); a rejection fails the batch. */
  readonly handler: (event: SQSEvent) => Promise<unknown>;
  /** Records per event, at most (10 unless told). */
  readonly batchSize?: number;
  /** Events under way at once (2 unless told). */
  readonly concurrency?: number;
  /** After so many failed deliveries a message is a dead letter (5 unless told). */
  readonly maxReceives?: number;
  /**
   * How long a delivery may take before its messages are delivered again, in real ms as the functions' own time
   * limits. AWS advises six times the function's limit; 180 s unless told.
   */
  readonly visibilityMs?: number;
  /**
   * How long a message rests after its n-th failed delivery when the function does not say, in sandbox ms (1 s, 2 s, 4 s …
   * at most 60 s unless told).
   */
  readonly backoff?: (receives: number) => number;
  /** No message rests longer than this, whoever says so, in sandbox ms: for tests in a hurry. */
  readonly longestRestMs?: number;
}

/** SQS and its event source mapping, at least once: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html */
export interface Queue {
  readonly name: string;
  /** Accepts a message and returns its id. Throws once the queue is closed. */
  send(body: string): string;
  /** Resolves when every message was worked off or is a dead letter. Rejects if the queue is closed before. */
  idle(): Promise<void>;
  /** How many messages wait, rest after a failure, and are with the function. */
  depth(): { readonly waiting: number; readonly delayed: number; readonly inFlight: number };
  /**
   * ChangeMessageVisibility: a message that was delivered comes out again after so many seconds of sandbox time, unless it
   * is worked off before. False if the handle is not that of a message's last delivery, or the message is out again.
   */
  changeVisibility(receiptHandle: string, seconds: number): boolean;
  readonly deadLetters: readonly DeadLetter[];
  /** Puts the dead letters back, as new messages, as SQS's redrive does. Returns how many. */
  redrive(): number;
  close(): void;
}

interface Idler {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** Opens a queue in memory. */
export function createQueue(options: QueueOptions): Queue {
  const { name, clock, handler, batchSize = 10, concurrency = 2, maxReceives = 5 } = options;
  const { visibilityMs = 180_000, backoff = doubling, longestRestMs = Number.POSITIVE_INFINITY } = options;
  let idlers: readonly Idler[] = [];
  let running = 0;
  let pumping = false;
  let closed = false;

  /** Not at once: more may be sent in this turn, and a burst becomes full batches, as with SQS's long polling. */
  const pump = () => {
    if (pumping || closed) return;
    pumping = true;
    setImmediate(() => {
      pumping = false;
      while (!closed && running < concurrency && shelf.depth().waiting > 0) void deliver();
      settleIdlers();
    });
  };

  const shelf = createShelf({ clock, maxReceives, backoff, longestRestMs, onReady: pump });

  const deliver = async () => {
    running += 1;
    const batch = shelf.take(batchSize);
    const visibility = setTimeout(
      () => fail(batch, allFailed('Its visibility timeout ran out.')),
      visibilityMs,
    );
    // A function that never answers must not keep the process from ending.
    visibility.unref();
    const outcome = await handle(batch);
    clearTimeout(visibility);
    running -= 1;
    if (closed) return;
    for (const { messageId } of batch) if (outcome(messageId) === undefined) shelf.succeed(messageId);
    fail(batch, outcome);
  };

  const handle = async (batch: readonly QueueMessage[]): Promise<Outcome> => {
    try {
      return outcomeOf(batch, await handler(eventOf(name, batch)));
    } catch (error) {
      return allFailed(String(error));
    }
  };

  const fail = (batch: readonly QueueMessage[], outcome: Outcome) => {
    for (const message of batch) {
      const why = outcome(message.messageId);
      if (why !== undefined) shelf.fail(message, why);
    }
    pump();
  };

  const settleIdlers = () => {
    const { waiting, delayed, inFlight } = shelf.depth();
    if (running + waiting + delayed + inFlight > 0) return;
    for (const { resolve } of idlers) resolve();
    idlers = [];
  };

  const send = (body: string) => {
    if (closed) throw closedError(name);
    const messageId = randomUUID();
    shelf.put({
      messageId,
      body,
      sentAt: clock.now(),
      receives: 0,
      firstReceivedAt: undefined,
      receiptHandle: '',
    });
    return messageId;
  };

  return {
    name,
    send,
    idle: () =>
      new Promise((resolve, reject) => {
        if (closed) return reject(closedError(name));
        idlers = [...idlers, { resolve, reject }];
        pump();
      }),
    depth: shelf.depth,
    changeVisibility: (receiptHandle, seconds) => shelf.changeVisibility(receiptHandle, seconds * 1_000),
    get deadLetters() {
      return shelf.deadLetters();
    },
    redrive() {
      const letters = shelf.takeDeadLetters();
      for (const { body } of letters) send(body);
      return letters.length;
    },
    close() {
      closed = true;
      shelf.clear();
      for (const { reject } of idlers) reject(closedError(name));
      idlers = [];
    },
  };
}

function doubling(receives: number): number {
  return Math.min(1_000 * 2 ** (receives - 1), 60_000);
}

function closedError(name: string): Error {
  return new Error(`The queue "${name}" is closed.`);
}
