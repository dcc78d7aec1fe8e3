import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { LogLine } from '../logs.ts';
import { levelOf } from '../logs.ts';
import { projectPath } from '../project.ts';
import {
  errorData,
  FunctionError,
  gate,
  type InvokeMessage,
  type MovedMessage,
  type ThreadData,
  type ThreadMessage,
} from './protocol.ts';
import type { Waiter, WaitSkipper } from './skip-waits.ts';

/** What an environment is started with. */
export interface EnvironmentOptions {
  readonly name: string;
  readonly bundle: string;
  /** All of the bundle's process.env: nothing of the sandbox's own leaks in. */
  readonly env: Readonly<Record<string, string>>;
  readonly skipped: SharedArrayBuffer;
  readonly timeoutMs: number;
  /** Skips the time in which all functions only wait; without it, that time passes. */
  readonly skipper?: WaitSkipper | undefined;
  readonly log: (line: Omit<LogLine, 'at'>) => void;
}

/** One warm copy of a function. It takes one event at a time. */
export interface Environment {
  /** Resolves when the bundle is loaded; rejects with FunctionError if it cannot be. */
  readonly ready: Promise<void>;
  readonly alive: boolean;
  /** Rejects with FunctionError: what the handler threw, or `Sandbox.Timedout` after `timeoutMs`. */
  invoke(event: unknown): Promise<unknown>;
  /** Ends the thread at once; what it was doing rejects with `reason`. */
  kill(reason: FunctionError): Promise<void>;
}

interface Pending {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: FunctionError) => void;
}

/** How long a bundle may take to load, in ms: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html */
const startLimit = 10_000;

/** Starts a thread for a bundle. */
export function startEnvironment(options: EnvironmentOptions): Environment {
  const { name, timeoutMs, skipper } = options;
  const gateMemory = new SharedArrayBuffer(4);
  const position = new Int32Array(gateMemory);
  const worker = startWorker(options, gateMemory);

  let alive = true;
  let starting: Pending | undefined;
  let pending: (Pending & { readonly id: string }) | undefined;
  let waiter: Waiter | undefined;
  const ready = new Promise<void>((resolve, reject) => {
    starting = { resolve: () => resolve(), reject };
  });
  // Whoever awaits it hears of the failure; that nobody does is no reason to end the sandbox.
  ready.catch(() => undefined);

  const end = async (reason: FunctionError) => {
    if (!alive) return;
    alive = false;
    starting?.reject(reason);
    pending?.reject(reason);
    await worker.terminate();
  };

  const timers = {
    start: setTimeout(() => void end(timedOut(name, startLimit, 'did not load')), startLimit),
    invoke: undefined as NodeJS.Timeout | undefined,
  };
  ready.finally(() => clearTimeout(timers.start)).catch(() => undefined);

  worker.on('message', (message: ThreadMessage) => {
    if (!alive) return;
    if (message.kind === 'wrote') return options.log(lineOf(name, message));
    if (message.kind === 'ready') return starting?.resolve(undefined);
    if (message.kind === 'waits') return waiter?.waits(message.until);
    if (message.kind === 'unusable') return void end(new FunctionError(message.error));
    if (message.id !== pending?.id) return;
    if (message.kind === 'done') pending.resolve(JSON.parse(message.result));
    else pending.reject(new FunctionError(message.error));
  });
  worker.on('error', (error) => void end(new FunctionError(errorData(error))));
  worker.on(
    'exit',
    () => void end(new FunctionError({ name: 'Runtime.ExitError', message: `${name} ended itself.` })),
  );

  return {
    ready,
    get alive() {
      return alive;
    },
    async invoke(event) {
      waiter = skipper?.join(() => worker.postMessage({ kind: 'moved' } satisfies MovedMessage));
      await ready.catch((error) => {
        waiter?.leave();
        throw error;
      });
      const json = JSON.stringify(event) ?? 'null';
      const message: InvokeMessage = { kind: 'invoke', id: randomUUID(), event: json, timeoutMs };
      const result = new Promise<unknown>((resolve, reject) => {
        pending = { id: message.id, resolve, reject };
      });
      timers.invoke = setTimeout(() => void end(timedOut(name, timeoutMs, 'timed out')), timeoutMs);
      Atomics.store(position, 0, gate.thawed);
      Atomics.notify(position, 0);
      worker.postMessage(message);
      return result.finally(() => {
        clearTimeout(timers.invoke);
        pending = undefined;
        waiter?.leave();
      });
    },
    kill: end,
  };
}

function startWorker(
  { name, bundle, env, skipped, skipper }: EnvironmentOptions,
  gateMemory: SharedArrayBuffer,
): Worker {
  const tellsWaits = skipper !== undefined;
  const workerData: ThreadData = { bundle, functionName: name, skipped, gate: gateMemory, tellsWaits };
  // No execArgv of ours: a debugger or test runner must not follow into the function.
  return new Worker(projectPath('dist/sandbox/thread.js'), {
    workerData,
    env: { ...env },
    execArgv: [],
    name,
  });
}

function lineOf(
  source: string,
  { stream, text }: { readonly stream: 'stdout' | 'stderr'; readonly text: string },
) {
  const line = text.replace(/\n$/, '');
  return { source, level: levelOf(line, stream), text: line };
}

function timedOut(name: string, ms: number, what: string): FunctionError {
  return new FunctionError({ name: 'Sandbox.Timedout', message: `${name} ${what} within ${ms / 1_000} s.` });
}
