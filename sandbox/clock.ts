/** Time in the sandbox: the real time plus whatever was skipped with `POST /_sandbox/clock`. */
export interface SandboxClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Skips time; every timer that falls due fires at once, in order of its due time. */
  advance(ms: number): void;
  /** Calls back when sandbox time has moved on by `ms`. Returns the way to cancel it. */
  after(ms: number, callback: () => void): () => void;
  /** The skipped time in ms as one float64, shared with the threads that run the Lambda bundles. */
  readonly skipped: SharedArrayBuffer;
  /** Cancels every timer. */
  close(): void;
}

interface Timer {
  readonly due: number;
  readonly callback: () => void;
}

/** Node's timers wrap around above this; a longer wait is taken in stages. */
const longestTimeout = 2 ** 31 - 1;

/** `beginning`: when sandbox time begins, in ms since the epoch; the real time unless told. */
export function createSandboxClock(beginning?: number): SandboxClock {
  const skipped = new SharedArrayBuffer(8);
  const offset = new Float64Array(skipped);
  if (beginning !== undefined) offset[0] = beginning - Date.now();
  const timers = new Set<Timer>();
  let wake: NodeJS.Timeout | undefined;

  const now = () => Date.now() + (offset[0] ?? 0);

  const fireDue = () => {
    const due = [...timers].filter((timer) => timer.due <= now()).sort((a, b) => a.due - b.due);
    for (const timer of due) {
      // An earlier callback may have cancelled a later one.
      if (timers.delete(timer)) timer.callback();
    }
    schedule();
  };

  const schedule = () => {
    clearTimeout(wake);
    const next = Math.min(...[...timers].map((timer) => timer.due));
    if (timers.size > 0) wake = setTimeout(fireDue, Math.min(Math.max(next - now(), 0), longestTimeout));
  };

  return {
    now,
    skipped,
    advance(ms) {
      offset[0] = (offset[0] ?? 0) + ms;
      fireDue();
    },
    after(ms, callback) {
      const timer = { due: now() + ms, callback };
      timers.add(timer);
      schedule();
      return () => {
        timers.delete(timer);
        schedule();
      };
    },
    close() {
      timers.clear();
      clearTimeout(wake);
    },
  };
}
