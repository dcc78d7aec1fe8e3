import { randomUUID } from 'node:crypto';
import type { SandboxClock } from '../clock.ts';
import { takeBatch } from './batch.ts';
import type { DeadLetter, QueueMessage } from './message.ts';

/** How a queue treats a message that failed. */
export interface ShelfOptions {
  readonly clock: SandboxClock;
  readonly maxReceives: number;
  /** How long it rests after its n-th failed delivery, in sandbox ms. */
  readonly backoff: (receives: number) => number;
  /** No rest is longer, in sandbox ms. */
  readonly longestRestMs: number;
  /** A rested message may be delivered again. */
  readonly onReady: () => void;
}

/** Where the messages of a queue are: ready, in flight, resting, or dead. */
export interface Shelf {
  put(message: QueueMessage): void;
  /** The next batch, now in flight, each with one receive more. */
  take(size: number): readonly QueueMessage[];
  /** Done, wherever it is by now: a late success counts too. */
  succeed(messageId: string): void;
  /** It rests and comes back, or dies. Nothing happens unless this very delivery is in flight. */
  fail(message: QueueMessage, why: string): void;
  /** A delivered message comes out again after `ms`, whether its delivery ended or not. False if it is out already. */
  changeVisibility(receiptHandle: string, ms: number): boolean;
  depth(): { readonly waiting: number; readonly delayed: number; readonly inFlight: number };
  deadLetters(): readonly DeadLetter[];
  /** Empties the list of dead letters and returns what was in it. */
  takeDeadLetters(): readonly DeadLetter[];
  /** Forgets everything that is ready or resting. */
  clear(): void;
}

/** An empty shelf. */
export function createShelf(options: ShelfOptions): Shelf {
  const { clock, maxReceives, backoff, longestRestMs, onReady } = options;
  const ready = new Map<string, QueueMessage>();
  const inFlight = new Map<string, QueueMessage>();
  const delayed = new Map<string, QueueMessage>();
  const dead = new Map<string, DeadLetter>();
  /** The way to cancel that a message comes out again; it may be resting, or still with the function. */
  const returning = new Map<string, () => void>();

  const put = (message: QueueMessage) => {
    ready.set(message.messageId, message);
    onReady();
  };

  const leave = (messageId: string) => {
    returning.get(messageId)?.();
    for (const place of [returning, ready, inFlight, delayed]) place.delete(messageId);
  };

  const bury = ({ messageId, body, receives }: QueueMessage, lastError: string) => {
    leave(messageId);
    dead.set(messageId, { messageId, body, receives, lastError, deadAt: clock.now() });
  };

  const returnAfter = (message: QueueMessage, ms: number) => {
    const { messageId, receives } = message;
    returning.get(messageId)?.();
    const cancel = clock.after(Math.min(ms, longestRestMs), () => {
      leave(messageId);
      if (receives < maxReceives) put(message);
      else bury(message, 'It came out too often.');
    });
    returning.set(messageId, cancel);
  };

  return {
    put,
    take(size) {
      const batch = takeBatch(ready.values(), size).map((message) => received(message, clock.now()));
      for (const message of batch) {
        ready.delete(message.messageId);
        inFlight.set(message.messageId, message);
      }
      return batch;
    },
    succeed(messageId) {
      leave(messageId);
      dead.delete(messageId);
    },
    fail(message, why) {
      const { messageId, receives } = message;
      if (inFlight.get(messageId) !== message) return;
      if (receives >= maxReceives) return bury(message, why);
      inFlight.delete(messageId);
      delayed.set(messageId, message);
      if (!returning.has(messageId)) returnAfter(message, backoff(receives));
    },
    changeVisibility(receiptHandle, ms) {
      const message = [...inFlight.values(), ...delayed.values()].find(
        (candidate) => candidate.receiptHandle === receiptHandle,
      );
      if (message === undefined) return false;
      returnAfter(message, ms);
      return true;
    },
    depth: () => ({ waiting: ready.size, delayed: delayed.size, inFlight: inFlight.size }),
    deadLetters: () => [...dead.values()],
    takeDeadLetters() {
      const letters = [...dead.values()];
      dead.clear();
      return letters;
    },
    clear() {
      for (const cancel of returning.values()) cancel();
      for (const place of [returning, delayed, ready]) place.clear();
    },
  };
}

function received(message: QueueMessage, now: number): QueueMessage {
  const { receives, firstReceivedAt = now } = message;
  return { ...message, receives: receives + 1, firstReceivedAt, receiptHandle: randomUUID() };
}
