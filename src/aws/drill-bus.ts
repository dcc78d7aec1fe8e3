import { drillSource } from '../core/drill.ts';
import type { DrillBus } from '../core/ports.ts';
import { createPutEvent } from './put-event.ts';

/**
 * Puts drills onto the hub's bus, from where they take the way of every alert. Throws JobQueueError when the bus refuses, or does
 * not answer in time: somebody in Slack is waiting.
 */
export function createDrillBus(options: {
  /** The hub's bus, by name or ARN. */
  readonly busName: string;
  /** How long one of two attempts may take, in ms. */
  readonly requestTimeout: number;
}): DrillBus {
  const put = createPutEvent(options);
  return { start: (drill) => put(drillSource, 'drill', drill) };
}
