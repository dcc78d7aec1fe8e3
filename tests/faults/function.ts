import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Faults } from './faults.ts';
import { type Message, type Queue, recordOf } from './queue.ts';
import type { Scheduler, Worker } from './scheduler.ts';

/** A function behind a queue: what it does with a batch. */
export type Handler = (worker: Worker, event: SQSEvent, remaining: () => number) => Promise<SQSBatchResponse>;

/**
 * Lambda's event source mapping: several invocations at once, each with a batch, a time limit and a death of its own. What an
 * invocation does not report as failed is deleted; of one that died nothing is.
 */
export function createFunction(options: {
  readonly name: string;
  readonly queue: () => Queue;
  readonly handler: Handler;
  readonly concurrency: number;
  /** ms. */
  readonly timeLimit: number;
  readonly scheduler: Scheduler;
  readonly faults: Faults;
}) {
  const { name, queue, handler, concurrency, timeLimit, scheduler, faults } = options;
  const running = new Set<Worker>();
  const idle: object[] = [];
  let invocations = 0;
  let polling = false;

  /** Looks at the queue soon, once, however often it is asked to. */
  const poll = () => {
    if (polling) return;
    polling = true;
    scheduler.soon(() => {
      polling = false;
      if (running.size >= concurrency || queue().visible() === 0) return;
      const batch = queue().receive();
      if (batch.length > 0) void invoke(batch);
      poll();
    });
  };

  async function invoke(batch: readonly Message[]): Promise<void> {
    invocations += 1;
    const environment = idle.pop() ?? {};
    const worker: Worker = { name: `${name} ${invocations}`, alive: true, environment };
    const end = scheduler.now() + timeLimit;
    running.add(worker);
    scheduler.after(timeLimit, () => {
      if (!worker.alive) return;
      faults.count('time-limit');
      scheduler.kill(worker, 'its time is over');
    });
    const { batchItemFailures } = await handler(
      worker,
      { Records: batch.map(recordOf) },
      () => end - scheduler.now(),
    );
    if (!worker.alive) return;
    worker.alive = false;
    const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    for (const message of batch) if (!failed.has(message.id)) queue().remove(message);
    idle.push(environment);
    ended(worker);
  }

  function ended(worker: Worker): void {
    running.delete(worker);
    poll();
  }

  return { poll, ended };
}
