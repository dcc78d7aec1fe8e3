import type { Reply } from './reply.ts';
import type { LoggedCall } from './types.ts';

/** How many calls are remembered; the oldest go first. */
const kept = 10_000;

/** Notes what was called and how it ended, never with what. */
export interface CallLog {
  readonly calls: readonly LoggedCall[];
  note(method: string, at: number, reply: Reply): void;
}

/** Makes an empty log. */
export function createCallLog(): CallLog {
  const calls: LoggedCall[] = [];
  return {
    calls,
    note(method, at, reply) {
      const error = reply === 'reset' ? 'reset' : reply.error;
      calls.push(error === undefined ? { method, at, ok: true } : { method, at, ok: false, error });
      if (calls.length > kept) calls.splice(0, calls.length - kept);
    },
  };
}
