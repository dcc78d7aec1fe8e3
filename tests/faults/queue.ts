import type { SQSRecord } from 'aws-lambda';
import { AwsError } from '../../src/aws/aws-error.ts';
import type { Resting, RestMessages } from '../../src/aws/visibility.ts';
import type { Faults } from './faults.ts';
import type { Random } from './random.ts';
import type { Scheduler, Worker } from './scheduler.ts';

/** How a queue is set up; the numbers are the template's. */
export interface QueueSettings {
  readonly name: string;
  /** ms that a message stays hidden after it was received. */
  readonly visibility: number;
  /** After so many deliveries a message goes to the dead letters. */
  readonly maxReceives: number;
  readonly batchSize: number;
}

/** One message. */
export interface Message {
  readonly id: string;
  readonly body: string;
  receives: number;
  visibleAt: number;
  handle: string;
}

/**
 * A standard queue of SQS: at least once, in any order. What was received is hidden for a while, and is there again unless
 * it is deleted; a rest of its own replaces the while.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html
 */
export interface Queue {
  send(body: string): void;
  /** Up to a batch of what is visible, in any order. */
  receive(): readonly Message[];
  /** Deletes a message, if its last delivery is still the one of this handle or was never given to anybody else. */
  remove(message: Message): void;
  restFor(worker: Worker): RestMessages;
  readonly deadLetters: readonly Message[];
  readonly settings: QueueSettings;
  waiting(): number;
  visible(): number;
}

export function createQueue(
  settings: QueueSettings,
  parts: {
    readonly scheduler: Scheduler;
    readonly faults: Faults;
    readonly random: Random;
    readonly changed: () => void;
  },
): Queue {
  const { scheduler, faults, random, changed } = parts;
  const messages = new Map<string, Message>();
  const deadLetters: Message[] = [];
  let sent = 0;
  const isVisible = ({ visibleAt }: Message) => visibleAt <= scheduler.now();
  const visible = () => [...messages.values()].filter(isVisible);
  const hide = (message: Message, ms: number) => {
    message.visibleAt = scheduler.now() + ms;
    scheduler.after(ms, changed);
  };

  return {
    settings,
    deadLetters,
    waiting: () => messages.size,
    visible: () => visible().length,
    send(body) {
      sent += 1;
      const id = `${settings.name}-${sent}`;
      messages.set(id, { id, body, receives: 0, visibleAt: scheduler.now(), handle: '' });
      changed();
    },
    receive() {
      const batch: Message[] = [];
      for (const message of random.shuffled(visible()).slice(0, 1 + random.int(settings.batchSize))) {
        if (message.receives >= settings.maxReceives) {
          messages.delete(message.id);
          deadLetters.push(message);
          continue;
        }
        message.receives += 1;
        message.handle = `${message.id}/${message.receives}`;
        batch.push({ ...message });
        // Now and then SQS hands a message to somebody else, too.
        hide(message, faults.strikes('queue-duplicate') ? random.int(2_000) : settings.visibility);
      }
      return batch;
    },
    remove({ id }) {
      if (!faults.strikes('queue-delete-lost')) messages.delete(id);
    },
    restFor: (worker) => async (_arn, resting) => {
      await scheduler.suspend(worker, `${settings.name} rests`);
      if (faults.strikes('queue-rest-refused'))
        throw new AwsError('sqs ChangeMessageVisibilityBatch', 'timeout');
      for (const rest of resting) change(rest);
    },
  };

  function change({ receiptHandle, seconds }: Resting): void {
    if (seconds < 0 || seconds > 43_200 || !Number.isInteger(seconds))
      throw new Error(`SQS takes no rest of ${seconds} s.`);
    const message = [...messages.values()].find(({ handle }) => handle === receiptHandle);
    // Somebody else has it by now: the newer delivery decides.
    if (message !== undefined) hide(message, seconds * 1_000);
  }
}

/** A message as Lambda hands it to the function. */
export function recordOf({ id, body, receives, handle }: Message): SQSRecord {
  return {
    messageId: id,
    receiptHandle: handle,
    body,
    attributes: {
      ApproximateReceiveCount: String(receives),
      SentTimestamp: '0',
      SenderId: 'AIDAIENQZJOLO23YVJ4VO',
      ApproximateFirstReceiveTimestamp: '0',
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:us-east-1:111122223333:ingest',
    awsRegion: 'us-east-1',
  };
}
