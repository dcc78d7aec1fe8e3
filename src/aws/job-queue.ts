import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { inParallel } from '../core/in-parallel.ts';
import type { Job, JobQueue } from '../core/ports.ts';
import { errorName } from './audit-fact.ts';

/** Where jobs go. */
export interface JobQueueOptions {
  /** The hub's bus, by name or ARN. */
  readonly busName: string;
  /** What the job rule matches; `rootguard.job` if left out. */
  readonly source?: string;
  /** How long one attempt may take, in ms; 2 seconds if left out. There are two attempts. */
  readonly requestTimeout?: number;
}

/**
 * Hands jobs to the worker through EventBridge, with the job's kind as detail-type. Throws JobQueueError when
 * the bus refuses, and when it has not answered within the timeouts: somebody in Slack is waiting.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
 */
export function createJobQueue(options: JobQueueOptions): JobQueue {
  const { busName, source = 'rootguard.job', requestTimeout = 2_000 } = options;
  const client = new EventBridgeClient({
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 2_000, requestTimeout, throwOnRequestTimeout: true },
  });
  const entryOf = (job: Job) => ({
    EventBusName: busName,
    Source: source,
    DetailType: job.kind,
    Detail: JSON.stringify(job),
  });

  /** Puts at most ten, and those again that the bus did not take: EventBridge judges each for itself. */
  const put = async (jobs: readonly Job[], triesLeft: number): Promise<void> => {
    const command = new PutEventsCommand({ Entries: jobs.map(entryOf) });
    const answer = await client.send(command).catch((error: unknown) => {
      throw new JobQueueError(errorName(error));
    });
    if ((answer.FailedEntryCount ?? 0) === 0) return;
    const codes = (answer.Entries ?? []).map(({ ErrorCode }) => ErrorCode);
    const refused = jobs.filter((_, index) => codes[index] !== undefined);
    const code = codes.find((code) => code !== undefined) ?? 'no code';
    if (triesLeft === 0 || refused.length === 0) throw new JobQueueError(code);
    await put(refused, triesLeft - 1);
  };

  return {
    enqueue: (job) => put([job], 0),
    async enqueueAll(jobs) {
      // Hundreds of requests for a large organization: a few at once, each of ten jobs.
      const batches = Array.from({ length: Math.ceil(jobs.length / batchSize) }, (_, index) =>
        jobs.slice(index * batchSize, (index + 1) * batchSize),
      );
      await inParallel(batches, 8, (batch) => put(batch, 3));
    },
  };
}

/** The most that PutEvents takes. */
const batchSize = 10;

/** The bus did not take a job. Names EventBridge's code alone: its messages quote the job, which holds a secret. */
export class JobQueueError extends Error {
  override readonly name = 'JobQueueError';
  readonly code: string;

  constructor(code: string) {
    super(`EventBridge did not take the job: ${code || 'unknown error'}`);
    this.code = code;
  }
}
