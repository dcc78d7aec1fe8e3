/**
 * Tells when a function does nothing but wait (a second between two writes to Slack, the rest before it tries again): a pause
 * runs, and no request is under way. Sandbox time may then skip to the pause's end, and nothing that the function could
 * have seen is different.
 *
 * A pause is a timer that resolves a promise and does nothing else. All others are limits of something: never skipped to.
 * Node's own timers stay, so that whatever is done with one (unref, clearTimeout) works as ever.
 */
import { subscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import timersPromises from 'node:timers/promises';

interface Wait {
  /** When it ends, in ms of sandbox time. */
  readonly due: number;
  readonly end: () => void;
}

/** Shorter ones are over before anybody heard of them, and longer ones are limits and no waits; in ms. */
const shortest = 20;
const longest = 5_000;

/**
 * Watches this thread, whose `Date` is in sandbox time already. `say` hears until when it only waits (ms since the epoch), or
 * undefined when it goes on before. Returns what ends the waits that are over: to be called when sandbox time has moved.
 */
export function watchWaits(say: (until: number | undefined) => void): () => void {
  const waits = new Map<NodeJS.Timeout, Wait>();
  let underWay = 0;
  let looking = false;
  let said = false;

  const { setTimeout: start, clearTimeout: stop } = globalThis;
  globalThis.setTimeout = new Proxy(start, {
    apply(_start, _this, [callback, ms, ...args]: [(...all: unknown[]) => void, number, ...unknown[]]) {
      if (!(isResolve(callback) && ms >= shortest && ms <= longest)) return start(callback, ms, ...args);
      const end = () => {
        waits.delete(timer);
        callback(...args);
      };
      const timer = start(end, ms);
      waits.set(timer, { due: Date.now() + ms, end });
      look();
      return timer;
    },
  });
  globalThis.clearTimeout = (timer) => {
    if (typeof timer === 'object') waits.delete(timer as NodeJS.Timeout);
    stop(timer);
  };
  const waitLong = timersPromises.setTimeout;
  timersPromises.setTimeout = (ms, value, options) =>
    options === undefined
      ? new Promise((resolve) => setTimeout(resolve, ms, value as never))
      : waitLong(ms, value, options);

  subscribe('http.client.request.start', (message) => {
    underWay += 1;
    if (said) say(undefined);
    said = false;
    (message as { readonly request: ClientRequest }).request.once('close', () => {
      underWay -= 1;
      look();
    });
  });

  /** Two turns of the loop later: what an answer brings about has begun by then. */
  const look = () => {
    if (looking) return;
    looking = true;
    setImmediate(() =>
      setImmediate(() => {
        looking = false;
        if (underWay > 0 || waits.size === 0) return;
        said = true;
        say(Math.min(...[...waits.values()].map(({ due }) => due)));
      }),
    );
  };

  return () => {
    const over = [...waits].filter(([, { due }]) => due <= Date.now()).sort(([, a], [, b]) => a.due - b.due);
    for (const [timer, { end }] of over) {
      // An earlier one may have cleared it.
      if (!waits.has(timer)) continue;
      stop(timer);
      end();
    }
    look();
  };
}

/** The functions that settle a promise are the engine's own, as no closure is. */
function isResolve(callback: unknown): boolean {
  return (
    typeof callback === 'function' &&
    /\{ \[native code\] \}$/.test(Function.prototype.toString.call(callback))
  );
}
