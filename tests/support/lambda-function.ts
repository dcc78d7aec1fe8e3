import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Outcome, type RuntimeApi, startRuntimeApi } from './runtime-api.ts';

/** How a function is deployed. */
export interface FunctionOptions {
  /** The Node binary. */
  readonly node: string;
  /** A door of RootGuard, or the folder of another bundle (`index.js`). */
  readonly bundle: string;
  readonly env: Readonly<Record<string, string>>;
  /** 10 s unless told. */
  readonly timeoutMs?: number;
}

/** A bundle in one execution environment at a time, behind a Runtime API, by Lambda's rules. */
export interface LambdaFunction {
  /** Starts an environment if there is none. One invocation at a time. */
  invoke(event: unknown): Promise<Outcome>;
  /** Holds the environment still for so long, as Lambda does between invocations; `meanwhile` happens at its start. */
  freeze(ms: number, meanwhile?: () => void): Promise<void>;
  /** How many environments were started so far. */
  readonly starts: number;
  readonly stillActive: RuntimeApi['stillActive'];
  /** Everything that was written, by all environments. */
  output(): string;
  stop(): Promise<void>;
}

/** Deploys a bundle. Nothing runs before the first invocation. */
export async function deployFunction(options: FunctionOptions): Promise<LambdaFunction> {
  const { timeoutMs = 10_000 } = options;
  const api = await startRuntimeApi(() => {
    // Whoever could not start ends by itself; the next invocation gets an environment of its own.
    environment = undefined;
  });
  const written: string[] = [];
  let environment: ChildProcess | undefined;
  let starts = 0;

  const start = () => {
    starts += 1;
    const started = spawnEnvironment(options, api.address);
    for (const stream of [started.stdout, started.stderr])
      stream?.on('data', (data) => written.push(String(data)));
    started.once('exit', (code) => {
      if (environment !== started) return;
      environment = undefined;
      api.settle({ errorType: 'Runtime.ExitError', errorMessage: `The runtime ended with ${code}.` });
    });
    return started;
  };
  const end = async () => {
    const ending = environment;
    environment = undefined;
    if (ending === undefined || ending.exitCode !== null) return;
    ending.kill('SIGKILL');
    await once(ending, 'exit');
  };

  return {
    async invoke(event) {
      const outcome = api.offer(event, Date.now() + timeoutMs);
      environment ??= start();
      const late = new AbortController();
      const timedOut = wait(timeoutMs, undefined, { signal: late.signal }).then(
        async () => {
          await end();
          api.settle({ errorType: 'Sandbox.Timedout', errorMessage: `Timed out after ${timeoutMs} ms.` });
        },
        () => undefined,
      );
      const settled = await Promise.race([outcome, timedOut.then(() => outcome)]);
      late.abort();
      // What it wrote before it answered is in the pipe by now, but may not have been read.
      await wait(5);
      return settled;
    },
    async freeze(ms, meanwhile) {
      environment?.kill('SIGSTOP');
      meanwhile?.();
      await wait(ms);
      environment?.kill('SIGCONT');
    },
    get starts() {
      return starts;
    },
    stillActive: api.stillActive,
    output: () => written.join(''),
    async stop() {
      await end();
      await api.close();
    },
  };
}

function spawnEnvironment({ node, bundle, env }: FunctionOptions, api: string): ChildProcess {
  return spawn(node, [join(__dirname, 'bootstrap.cjs')], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...env,
      AWS_LAMBDA_RUNTIME_API: api,
      AWS_LAMBDA_FUNCTION_NAME: 'rootguard',
      _HANDLER: 'index.handler',
      LAMBDA_TASK_ROOT: bundle,
      NODE_NO_WARNINGS: '1',
    },
  });
}

/** The folder of a door's built bundle. */
export function builtDoor(door: 'slack' | 'events' | 'worker'): string {
  return join(__dirname, '../../dist/lambda', door);
}
