import { DoorError } from './refusal.ts';
import type { SlackFault } from './types.ts';

/** The faults that are still to come. */
export interface Faults {
  /** Replaces all; an empty list clears. Throws a DoorError for a fault that could never strike. */
  set(faults: readonly SlackFault[]): void;
  /** The next fault for a method, counted down, or undefined. */
  next(method: string): SlackFault | undefined;
}

/** Makes an empty list of faults. */
export function createFaults(): Faults {
  let pending: { readonly fault: SlackFault; left: number }[] = [];
  return {
    set(faults) {
      if (!Array.isArray(faults)) throw new DoorError('Faults are a list; an empty one clears them.');
      for (const fault of faults) checkFault(fault);
      pending = faults.map((fault) => ({ fault, left: fault.times }));
    },
    next(method) {
      const hit = pending.find(({ fault, left }) => left > 0 && [method, '*'].includes(fault.method));
      if (hit === undefined) return undefined;
      hit.left -= 1;
      return hit.fault;
    },
  };
}

function checkFault({ method, status, times, hangMs = 0, retryAfter = 1 }: SlackFault): void {
  if (typeof method !== 'string' || method === '')
    throw new DoorError('A fault needs a "method", such as "chat.postMessage", "response_url" or "*".');
  if (!Number.isInteger(status) || status < 200 || status > 599)
    throw new DoorError(
      'A fault needs a "status" between 200 and 599; 200 goes with an "error" for {"ok":false}.',
    );
  if (!Number.isInteger(times) || times < 1)
    throw new DoorError('A fault needs "times": how many calls it hits, 1 or more.');
  if (!(hangMs >= 0) || !(retryAfter >= 0))
    throw new DoorError('"hangMs" and "retryAfter" cannot be negative.');
}
