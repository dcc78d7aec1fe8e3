import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** A built bundle in a process of its own. */
export interface LambdaProcess {
  readonly version: string;
  /** What the handler answers; rejects if it throws or the process ends. */
  invoke(event: unknown): Promise<unknown>;
  /** Everything that it wrote. */
  output(): string;
  stop(): Promise<void>;
}

interface Message {
  readonly ready?: true;
  readonly version?: string;
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: string;
}

/** The Node binaries that the bundles are tested on: this one, and the one that Lambda has, named by NODE24. */
export const nodes: readonly (readonly [name: string, path: string])[] = [
  [`Node ${process.version}`, process.execPath],
  ...(process.env.NODE24 === undefined ? [] : ([['Node 24', process.env.NODE24]] as const)),
];

/** Starts a door's bundle on a Node binary, with nothing in its environment but `env`. */
export function startLambdaProcess(
  node: string,
  door: 'slack' | 'events' | 'worker',
  env: Readonly<Record<string, string>>,
): Promise<LambdaProcess> {
  return startHandlerProcess(node, join(__dirname, `../../dist/lambda/${door}/index.js`), env);
}

/** The same for any file that exports a handler. */
export async function startHandlerProcess(
  node: string,
  file: string,
  env: Readonly<Record<string, string>>,
): Promise<LambdaProcess> {
  const child = fork(join(__dirname, 'lambda-child.cjs'), [file], {
    execPath: node,
    execArgv: [],
    env: { ...env, NODE_NO_WARNINGS: '1' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const written: string[] = [];
  child.stdout?.on('data', (chunk) => written.push(String(chunk)));
  child.stderr?.on('data', (chunk) => written.push(String(chunk)));
  const ended = new Promise<never>((_, reject) => {
    child.once('exit', (code) =>
      reject(new Error(`The process of ${file} ended with ${code}: ${written.join('')}`)),
    );
  });
  ended.catch(() => undefined);
  const { version = '' } = await Promise.race([next(child, (message) => message.ready === true), ended]);

  let count = 0;
  return {
    version,
    async invoke(event) {
      const id = ++count;
      child.send({ id, event });
      const { result, error } = await Promise.race([next(child, (message) => message.id === id), ended]);
      // What it wrote before it answered is in the pipe by now, but may not have been read.
      await wait(5);
      if (error !== undefined) throw new Error(error);
      return result;
    },
    output: () => written.join(''),
    async stop() {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill();
      await gone;
    },
  };
}

function next(child: ChildProcess, isMeant: (message: Message) => boolean): Promise<Message> {
  return new Promise((resolve) => {
    const listen = (message: Message) => {
      if (!isMeant(message)) return;
      child.off('message', listen);
      resolve(message);
    };
    child.on('message', listen);
  });
}
