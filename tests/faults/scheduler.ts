import type { Random } from './random.ts';

/**
 * One thread of work that may die: a function's invocation. Whatever it waits for then never comes, and nothing that it
 * does has an effect any more.
 */
export interface Worker {
  readonly name: string;
  alive: boolean;
  /** What outlives it, as the execution environment of a function does; it dies with a worker that dies. */
  readonly environment?: object;
  /** One that is not let die, because nobody would take its work up. */
  readonly spared?: true;
}

/** Decides what happens next, on a clock of its own. Everything that a worker awaits outside of itself goes through here. */
export interface Scheduler {
  /** Virtual time, ms since the epoch. */
  now(): number;
  /** Stands still until the scheduler picks this worker; it may die here. */
  suspend(worker: Worker, label: string): Promise<void>;
  /** Stands still until `ms` have passed. */
  sleep(worker: Worker, ms: number): Promise<void>;
  /** Calls back when `ms` have passed, whoever has died meanwhile. */
  after(ms: number, callback: () => void): void;
  /** Calls back at any time from now on, as one of the things that may happen next. */
  soon(callback: () => void): void;
  /** The worker dies now. */
  kill(worker: Worker, why: string): void;
  /** Lets things happen until nothing is left to happen. Gives the number of steps, and throws when they are more than `steps`. */
  run(steps: number): Promise<number>;
  /** What happened, oldest first; kept only where it was asked for. */
  readonly trace: readonly string[];
}

/** How things happen. */
export interface Temper {
  /** How likely a worker dies at a point where it waits. */
  readonly death: () => number;
  /** How likely the next thing takes long (up to half a minute): long enough for function time limits. */
  readonly slow: () => number;
  /** How long a step takes at most, in ms. Steps come one after the other, so many at once need small ones. */
  readonly step: number;
  readonly onDeath: (worker: Worker, why: string) => void;
}

interface Event {
  readonly label: string;
  readonly worker: Worker | undefined;
  /** When it may happen at the earliest. */
  readonly at: number;
  readonly happen: () => void;
}

export function createScheduler(random: Random, start: number, temper: Temper, tracing = false): Scheduler {
  let now = start;
  let events: Event[] = [];
  const trace: string[] = [];
  const note = (line: string) => {
    if (tracing) trace.push(`${String(now - start).padStart(9)} ${line}`);
  };
  const waitFor = (worker: Worker, label: string, ms: number) =>
    new Promise<void>((resolve) => {
      // Of the dead nobody hears again.
      if (worker.alive) events.push({ label, worker, at: now + ms, happen: resolve });
    });

  const kill = (worker: Worker, why: string) => {
    if (!worker.alive) return;
    worker.alive = false;
    events = events.filter((event) => event.worker !== worker);
    note(`${worker.name} dies: ${why}`);
    temper.onDeath(worker, why);
  };

  /** Any of the things that can happen now; when there are none, time passes until there is one. */
  const takeNext = (): Event | undefined => {
    let ready = events.filter(({ at }) => at <= now);
    if (ready.length === 0) {
      if (events.length === 0) return undefined;
      now = Math.min(...events.map(({ at }) => at));
      ready = events.filter(({ at }) => at <= now);
    }
    const event = random.pick(ready);
    events.splice(events.indexOf(event), 1);
    return event;
  };

  return {
    now: () => now,
    suspend: (worker, label) => waitFor(worker, label, 0),
    sleep: (worker, ms) => waitFor(worker, 'wakes up', ms),
    after(ms, callback) {
      events.push({ label: 'timer', worker: undefined, at: now + ms, happen: callback });
    },
    soon(callback) {
      events.push({ label: 'soon', worker: undefined, at: now, happen: callback });
    },
    kill,
    async run(steps) {
      for (let step = 0; ; step += 1) {
        // Everything that follows from the last step without waiting for anybody has happened after this.
        await new Promise(setImmediate);
        const event = takeNext();
        if (event === undefined) return step;
        if (step >= steps) throw new Error(`After ${steps} steps something still happens: ${event.label}.`);
        now += random.chance(temper.slow()) ? random.int(30_000) : random.int(temper.step + 1);
        const { worker, label, happen } = event;
        if (worker !== undefined) {
          if (worker.spared !== true && random.chance(temper.death())) {
            kill(worker, `before: ${label}`);
            continue;
          }
          note(`${worker.name}: ${label}`);
        }
        happen();
      }
    },
    trace,
  };
}
