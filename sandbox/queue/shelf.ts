import type { SandboxClock } from '../clock.ts';
import { takeBatch } from './batch.ts';
import type { DeadLetter, QueueMessage } from './message.ts';

/** How a queue treats a message that failed. */
export interface ShelfOptions {
  readonly clock: SandboxClock;
  readonly maxReceives: number;
  /** How long it rests after its n-th failed delivery, in sandbox ms. */
  readonly backoff: (receives: number) => number;
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
  depth(): { readonly waiting: number; readonly delayed: number; readonly inFlight: number };
  deadLetters(): readonly DeadLetter[];
  /** Empties the list of dead letters and returns what was in it. */
  takeDeadLetters(): readonly DeadLetter[];
  /** Forgets everything that is ready or resting. */
  clear(): void;
}

/** An empty shelf. */
export function createShelf({ clock, maxReceives, backoff, onReady }: ShelfOptions): Shelf {
  const ready = new Map<string, QueueMessage>();
  const inFlight = new Map<string, QueueMessage>();
  const delayed = new Map<string, () => void>();
  const dead = new Map<string, DeadLetter>();

  const put = (message: QueueMessage) => {
    ready.set(message.messageId, message);
    onReady();
  };

  const rest = (message: QueueMessage) => {
    const cancel = clock.after(backoff(message.receives), () => {
      delayed.delete(message.messageId);
      put(message);
    });
    delayed.set(message.messageId, cancel);
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
      delayed.get(messageId)?.();
      for (const place of [ready, inFlight, delayed, dead]) place.delete(messageId);
    },
    fail(message, why) {
      if (inFlight.get(message.messageId) !== message) return;
      inFlight.delete(message.messageId);
      if (message.receives < maxReceives) return rest(message);
      const { messageId, body, receives } = message;
      dead.set(messageId, { messageId, body, receives, lastError: why });
    },
    depth: () => ({ waiting: ready.size, delayed: delayed.size, inFlight: inFlight.size }),
    deadLetters: () => [...dead.values()],
    takeDeadLetters() {
      const letters = [...dead.values()];
      dead.clear();
      return letters;
    },
    clear() {
      for (const cancel of delayed.values()) cancel();
      delayed.clear();
      ready.clear();
    },
  };
}

function received(message: QueueMessage, now: number): QueueMessage {
  return { ...message, receives: message.receives + 1, firstReceivedAt: message.firstReceivedAt ?? now };
}
