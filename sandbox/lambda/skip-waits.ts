import type { SandboxClock } from '../clock.ts';

/** One function's invocation, as far as waiting goes. */
export interface Waiter {
  /** It only waits until then (ms of sandbox time); with undefined, it works. */
  waits(until: number | undefined): void;
  /** It is done. */
  leave(): void;
}

/** Skips sandbox time while all that is under way only waits. */
export interface WaitSkipper {
  /** An invocation begins. `moved` is called when its wait is over because time was skipped. */
  join(moved: () => void): Waiter;
}

/**
 * Time is skipped when every invocation only waits, to where the first of them goes on: so nobody's three seconds for an
 * answer are over because somebody else waits. What the functions see of time, and Slack of their pace, stays as it is.
 */
export function createWaitSkipper(clock: SandboxClock): WaitSkipper {
  const joined = new Map<() => void, number | undefined>();
  let planned = false;

  /** Not at once: a press or a message that is on its way begins first. */
  const plan = () => {
    if (planned) return;
    planned = true;
    setImmediate(() => {
      planned = false;
      const first = Math.min(...[...joined.values()].map((until) => until ?? Number.NEGATIVE_INFINITY));
      if (!Number.isFinite(first)) return;
      clock.advance(Math.max(first - clock.now(), 0));
      for (const [moved, until] of joined) {
        if (until === undefined || until > clock.now()) continue;
        joined.set(moved, undefined);
        moved();
      }
    });
  };

  return {
    join(moved) {
      // Its own, so that the same function may join twice.
      const key = () => moved();
      joined.set(key, undefined);
      return {
        waits(until) {
          if (!joined.has(key)) return;
          joined.set(key, until);
          plan();
        },
        leave() {
          joined.delete(key);
          plan();
        },
      };
    },
  };
}
