import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { JobQueue } from '../core/ports.ts';
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
  return {
    async enqueue(job) {
      const entry = {
        EventBusName: busName,
        Source: source,
        DetailType: job.kind,
        Detail: JSON.stringify(job),
      };
      const answer = await client.send(new PutEventsCommand({ Entries: [entry] })).catch((error: unknown) => {
        throw new JobQueueError(errorName(error));
      });
      if ((answer.FailedEntryCount ?? 0) > 0)
        throw new JobQueueError(answer.Entries?.[0]?.ErrorCode ?? 'no code');
    },
  };
}

/** The bus did not take a job. Names EventBridge's code alone: its messages quote the job, which holds a secret. */
export class JobQueueError extends Error {
  override readonly name = 'JobQueueError';
  readonly code: string;

  constructor(code: string) {
    super(`EventBridge did not take the job: ${code || 'unknown error'}`);
    this.code = code;
  }
}
