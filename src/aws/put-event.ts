import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { errorName } from './audit-fact.ts';
import { JobQueueError } from './job-queue.ts';

/** Puts one event of RootGuard's own onto the hub's bus. Throws JobQueueError. */
export type PutEvent = (source: string, type: string, detail: object) => Promise<void>;

/**
 * The hub's bus, for single events. Throws JobQueueError when the bus refuses, or does not answer in time.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
 */
export function createPutEvent(options: {
  /** The hub's bus, by name or ARN. */
  readonly busName: string;
  /** How long one of two attempts may take, in ms. */
  readonly requestTimeout: number;
}): PutEvent {
  const { busName: EventBusName, requestTimeout } = options;
  const client = new EventBridgeClient({
    maxAttempts: 2,
    requestHandler: { connectionTimeout: requestTimeout, requestTimeout, throwOnRequestTimeout: true },
  });
  return async (Source, DetailType, detail) => {
    const entry = { EventBusName, Source, DetailType, Detail: JSON.stringify(detail) };
    const answer = await client.send(new PutEventsCommand({ Entries: [entry] })).catch((error: unknown) => {
      throw new JobQueueError(errorName(error));
    });
    if ((answer.FailedEntryCount ?? 0) > 0)
      throw new JobQueueError(answer.Entries?.[0]?.ErrorCode ?? 'no code');
  };
}
