/**
 * Runs one built bundle as a Lambda execution environment (nodejs24.x) would, in a thread of its own.
 *
 * Between invocations the thread stands still, as Lambda freezes an environment once the handler's promise has
 * settled: work that the bundle left running after its answer does not go on, here as little as there.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import {
  errorData,
  FunctionError,
  gate,
  type InvokeMessage,
  type MovedMessage,
  type ThreadData,
  type ThreadMessage,
} from './protocol.ts';
import { shiftDate } from './shift-date.ts';
import { watchWaits } from './watch-waits.ts';

type Handler = (event: unknown, context: object) => unknown;

/** Lambda refuses larger answers: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const largestResult = 6 * 1024 * 1024;

const data = workerData as ThreadData;
const position = new Int32Array(data.gate);
const port = parentPort;
if (port === null) throw new Error('thread.js is started by the sandbox as a worker thread, never by hand.');

const say = (message: ThreadMessage) => port.postMessage(message);
const realNow = Date.now;

captureOutput();
shiftDate(new Float64Array(data.skipped));
const moved = data.tellsWaits ? watchWaits((until) => say({ kind: 'waits', until })) : () => undefined;
start();

function start() {
  try {
    const handler = loadHandler();
    port?.on('message', (message: InvokeMessage | MovedMessage) => {
      if (message.kind === 'moved') return moved();
      // One turn of the loop first, so that the sockets that were closed during the freeze are known to be closed.
      setTimeout(() => setImmediate(() => void serve(handler, message)), 0);
    });
    say({ kind: 'ready' });
  } catch (error) {
    say({ kind: 'unusable', error: errorData(error) });
  }
}

async function serve(handler: Handler, message: InvokeMessage) {
  const answer = await answerOf(handler, message);
  // In this order: the sandbox may thaw the environment again as soon as it has the answer.
  Atomics.store(position, 0, gate.frozen);
  say(answer);
  Atomics.wait(position, 0, gate.frozen);
}

async function answerOf(handler: Handler, message: InvokeMessage): Promise<ThreadMessage> {
  const { id } = message;
  try {
    const result = await handler(JSON.parse(message.event), contextOf(message));
    return { kind: 'done', id, result: serialized(result) };
  } catch (error) {
    return { kind: 'failed', id, error: errorData(error) };
  }
}

function loadHandler(): Handler {
  const handler: unknown = loadBundle().handler;
  if (typeof handler !== 'function') {
    throw new FunctionError({
      name: 'Runtime.HandlerNotFound',
      message: `${data.bundle} exports no function "handler".`,
    });
  }
  if (handler.length > 2) {
    throw new FunctionError({
      name: 'Runtime.CallbackHandlerDeprecated',
      message: `The handler of ${data.bundle} takes ${handler.length} arguments; nodejs24.x refuses more than (event, context). Export an async function of two.`,
    });
  }
  return handler as Handler;
}

function loadBundle(): { readonly handler?: unknown } {
  try {
    return createRequire(data.bundle)(data.bundle);
  } catch (error) {
    const { message, stack } = errorData(error);
    throw new FunctionError({ name: 'Runtime.ImportModuleError', message, stack });
  }
}

function serialized(result: unknown): string {
  const text = JSON.stringify(result) ?? 'null';
  if (Buffer.byteLength(text) <= largestResult) return text;
  throw new FunctionError({
    name: 'Function.ResponseSizeTooLarge',
    message: `The answer of ${data.functionName} is larger than Lambda's 6 MB.`,
  });
}

/** https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
function contextOf({ id, timeoutMs }: InvokeMessage) {
  const deadline = realNow() + timeoutMs;
  return {
    awsRequestId: id,
    functionName: data.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:us-east-1:111122223333:function:${data.functionName}`,
    memoryLimitInMB: '512',
    logGroupName: `/aws/lambda/${data.functionName}`,
    logStreamName: `sandbox/[$LATEST]${data.functionName}`,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, deadline - realNow()),
  };
}

/** The streams of a worker reach the parent some time later; a message reaches it before the invocation's result. */
function captureOutput() {
  for (const stream of ['stdout', 'stderr'] as const) {
    process[stream].write = (chunk: string | Uint8Array, ...rest: readonly unknown[]) => {
      say({ kind: 'wrote', stream, text: typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString() });
      const written = rest.find((argument) => typeof argument === 'function');
      if (written !== undefined) queueMicrotask(written as () => void);
      return true;
    };
  }
}
