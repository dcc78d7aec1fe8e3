import { existsSync } from 'node:fs';
import { devNull } from 'node:os';
import type { SandboxClock } from '../clock.ts';
import type { LogLine } from '../logs.ts';
import { type Environment, startEnvironment } from './environment.ts';
import { FunctionError } from './protocol.ts';
import type { WaitSkipper } from './skip-waits.ts';

/** What a function is deployed with. */
export interface LocalLambdaOptions {
  readonly name: string;
  /** The built file, as an absolute path. */
  readonly bundle: string;
  /** The function's environment variables; it sees no others of the sandbox's. */
  readonly env: Readonly<Record<string, string>>;
  readonly clock: SandboxClock;
  /** As in template.yaml; measured in real time. */
  readonly timeoutMs: number;
  /** How many events it works on at once (2 unless told). More wait their turn. */
  readonly concurrency?: number;
  /** Shared by functions that see each other: skips the time in which all of them only wait. */
  readonly skipper?: WaitSkipper | undefined;
  readonly log?: (line: Omit<LogLine, 'at'>) => void;
}

/** A Lambda function on this machine: the very bundle that is deployed, in threads that live in sandbox time. */
export interface LocalLambda {
  /** Rejects with FunctionError when the function throws, dies or runs out of time. */
  invoke(event: unknown): Promise<unknown>;
  /** Loads one environment ahead of the first event, as provisioned concurrency would. */
  warm(): Promise<void>;
  /** A redeploy with other environment variables: events under way finish in the old environments. */
  configure(env: Readonly<Record<string, string>>): void;
  /** Kills every environment: what is under way rejects with `Runtime.ExitError`, as when a machine is lost. */
  crash(): void;
  close(): Promise<void>;
}

interface Waiting {
  readonly event: unknown;
  readonly resolve: (result: Promise<unknown>) => void;
  readonly reject: (error: Error) => void;
}

/** Deploys a function. Throws if the bundle was not built. */
export function createLocalLambda(options: LocalLambdaOptions): LocalLambda {
  const { name, bundle, concurrency = 2 } = options;
  if (!existsSync(bundle))
    throw new Error(`The function "${name}" is not built: ${bundle} is missing. Run: npm run build`);

  let env = options.env;
  let closed = false;
  let waiting: readonly Waiting[] = [];
  const idle: Environment[] = [];
  const busy = new Set<Environment>();
  const retired = new Set<Environment>();

  const start = () =>
    startEnvironment({
      ...options,
      env: { ...defaults(name), ...env },
      skipped: options.clock.skipped,
      log: options.log ?? (() => undefined),
    });

  const free = (): Environment | undefined => {
    while (idle.length > 0) {
      const environment = idle.pop();
      if (environment?.alive) return environment;
    }
    return busy.size < concurrency ? start() : undefined;
  };

  const run = async (environment: Environment, event: unknown) => {
    busy.add(environment);
    try {
      return await environment.invoke(event);
    } finally {
      if (busy.delete(environment) && environment.alive) idle.push(environment);
      if (retired.delete(environment)) await environment.kill(ended(name));
      serveWaiting();
    }
  };

  const serveWaiting = () => {
    for (let [first] = waiting; first !== undefined; [first] = waiting) {
      const environment = free();
      if (environment === undefined) return;
      waiting = waiting.slice(1);
      first.resolve(run(environment, first.event));
    }
  };

  const dismiss = (environments: Iterable<Environment>) =>
    Promise.all([...environments].map((environment) => environment.kill(ended(name))));

  return {
    invoke(event) {
      if (closed) return Promise.reject(ended(name));
      return new Promise((resolve, reject) => {
        waiting = [...waiting, { event, resolve, reject }];
        serveWaiting();
      });
    },
    async warm() {
      if (closed || idle.length > 0 || busy.size > 0) return;
      const environment = start();
      idle.push(environment);
      await environment.ready;
    },
    configure(next) {
      env = next;
      void dismiss(idle.splice(0));
      for (const environment of busy) retired.add(environment);
      busy.clear();
    },
    crash() {
      void dismiss([...idle.splice(0), ...busy, ...retired]);
    },
    async close() {
      closed = true;
      for (const { reject } of waiting) reject(ended(name));
      waiting = [];
      await dismiss([...idle.splice(0), ...busy, ...retired]);
    },
  };
}

/** What Lambda sets itself, and the files that it does not have: the developer's own ~/.aws must not leak in. */
function defaults(name: string): Readonly<Record<string, string>> {
  return {
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512',
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

function ended(name: string): FunctionError {
  return new FunctionError({ name: 'Runtime.ExitError', message: `The environment of ${name} was ended.` });
}
