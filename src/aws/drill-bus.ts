import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { drillSource } from '../core/drill.ts';
import type { DrillBus } from '../core/ports.ts';
import { errorName } from './audit-fact.ts';
import { JobQueueError } from './job-queue.ts';

/**
 * Puts drills onto the hub's bus, from where they take the way of every alert. Throws JobQueueError when the bus refuses, or does
 * not answer in time: somebody in Slack is waiting.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
 */
export function createDrillBus(options: {
  /** The hub's bus, by name or ARN. */
  readonly busName: string;
  /** How long one of two attempts may take, in ms. */
  readonly requestTimeout: number;
}): DrillBus {
  const { busName: EventBusName, requestTimeout } = options;
  const client = new EventBridgeClient({
    maxAttempts: 2,
    requestHandler: { connectionTimeout: requestTimeout, requestTimeout, throwOnRequestTimeout: true },
  });
  return {
    async start(drill) {
      const entry = { EventBusName, Source: drillSource, DetailType: 'drill', Detail: JSON.stringify(drill) };
      const answer = await client.send(new PutEventsCommand({ Entries: [entry] })).catch((error: unknown) => {
        throw new JobQueueError(errorName(error));
      });
      if ((answer.FailedEntryCount ?? 0) > 0)
        throw new JobQueueError(answer.Entries?.[0]?.ErrorCode ?? 'no code');
    },
  };
}
