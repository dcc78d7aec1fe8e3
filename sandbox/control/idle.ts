import type { SandboxClock } from '../clock.ts';
import type { Queue } from '../queue.ts';
import { ControlError } from './control-error.ts';

/** What must come to rest. */
export interface IdleParts {
  readonly clock: SandboxClock;
  readonly queues: readonly Queue[];
}

/**
 * Resolves when every timer that is due has fired and every queue is empty; messages that rest between two
 * deliveries are waited for. Throws a ControlError (503) after `limitMs` of real time that says what is still there.
 */
export async function becomeIdle({ clock, queues }: IdleParts, limitMs = 180_000): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), limitMs);
  });
  try {
    const outcome = await Promise.race([settle(clock, queues), limit]);
    if (outcome === 'late')
      throw new ControlError(`Not idle after ${limitMs / 1_000} s: ${left(queues)}.`, 503);
  } finally {
    clearTimeout(timer);
  }
}

async function settle(clock: SandboxClock, queues: readonly Queue[]): Promise<'idle'> {
  do {
    clock.advance(0);
    // One after the other: work in one queue makes work in the next.
    for (const queue of queues) await queue.idle();
    await new Promise((resolve) => setImmediate(resolve));
  } while (queues.some((queue) => sizeOf(queue) > 0));
  return 'idle';
}

function left(queues: readonly Queue[]): string {
  const lines = queues.filter((queue) => sizeOf(queue) > 0).map(describe);
  return lines.join('; ') || 'the queues kept being refilled';
}

function describe(queue: Queue): string {
  const { waiting, inFlight, delayed } = queue.depth();
  return `the queue "${queue.name}" has ${waiting} waiting, ${inFlight} with the function and ${delayed} resting after a failure`;
}

function sizeOf(queue: Queue): number {
  const { waiting, delayed, inFlight } = queue.depth();
  return waiting + delayed + inFlight;
}
