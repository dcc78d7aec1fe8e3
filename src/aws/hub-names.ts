/** What template.yaml calls the hub's resources, and where they are. */

/** The queue between EventBridge and the function for alerts. */
export const ingestQueue = 'rootguard-ingest';

/** The hub's functions. */
export const hubFunctions = ['rootguard-slack', 'rootguard-events', 'rootguard-worker'] as const;

/** The functions that take messages out of queues, and which. */
export const queuesOf = {
  'rootguard-events': [ingestQueue],
  'rootguard-worker': ['rootguard-jobs', 'rootguard-sweep'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** The bus that members forward to. */
export const memberBus = 'rootguard';

/** Where a member's events go that the hub did not take, as member.yaml calls it. */
export const forwardDeadLetters = 'rootguard-forward-dlq';

/** A place in AWS. */
export interface Place {
  readonly partition?: string | undefined;
  readonly region: string;
  readonly account: string;
}

/** The ARN of a queue there. */
export function queueArn({ partition = 'aws', region, account }: Place, queue: string): string {
  return `arn:${partition}:sqs:${region}:${account}:${queue}`;
}

/** The ARN of the queue that the alert rule of the hub must lead to. */
export function ingestQueueArn(place: Place): string {
  return queueArn(place, ingestQueue);
}

/** The ARN of the bus that members' rules must lead to. */
export function memberBusArn({ partition = 'aws', region, account }: Place): string {
  return `arn:${partition}:events:${region}:${account}:event-bus/${memberBus}`;
}

/** The ARN of a rule there. */
export function ruleArn({ partition = 'aws', region, account }: Place, bus: string, rule: string): string {
  return `arn:${partition}:events:${region}:${account}:rule/${bus === 'default' ? '' : `${bus}/`}${rule}`;
}
