/** What is said between the sandbox and a thread that plays a Lambda execution environment. */

/** What a thread is given when it starts. */
export interface ThreadData {
  /** The file whose `handler` is called. */
  readonly bundle: string;
  readonly functionName: string;
  /** `SandboxClock.skipped`: the time skipped so far, in ms, as one float64. */
  readonly skipped: SharedArrayBuffer;
  /** One int32: `gate.frozen` while the environment has nothing to do, `gate.thawed` while it works. */
  readonly gate: SharedArrayBuffer;
  /** Whether it says when it only waits. */
  readonly tellsWaits: boolean;
}

/** The two positions of the gate that a thread waits at between invocations. */
export const gate = { thawed: 0, frozen: 1 } as const;

/** To the thread: call the handler. */
export interface InvokeMessage {
  readonly kind: 'invoke';
  readonly id: string;
  /** The event as JSON: a handler never shares an object with its caller. */
  readonly event: string;
  readonly timeoutMs: number;
}

/** To the thread: time was skipped to the end of what it waits for. */
export interface MovedMessage {
  readonly kind: 'moved';
}

/** From the thread. */
export type ThreadMessage =
  | { readonly kind: 'ready' }
  /** The bundle cannot be used at all; the thread ends. */
  | { readonly kind: 'unusable'; readonly error: FunctionErrorData }
  /** It does nothing until then, in ms of sandbox time; with undefined, it works again. */
  | { readonly kind: 'waits'; readonly until: number | undefined }
  | { readonly kind: 'done'; readonly id: string; readonly result: string }
  | { readonly kind: 'failed'; readonly id: string; readonly error: FunctionErrorData }
  | { readonly kind: 'wrote'; readonly stream: 'stdout' | 'stderr'; readonly text: string };

/** An error on its way from one thread to the other. */
export interface FunctionErrorData {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
}

/**
 * A function failed. `name` is the name of the error that it threw, or Lambda's own: `Sandbox.Timedout`,
 * `Runtime.ExitError`, `Runtime.ImportModuleError`, `Runtime.HandlerNotFound`, `Runtime.CallbackHandlerDeprecated`.
 */
export class FunctionError extends Error {
  override readonly name: string;

  constructor({
    name,
    message,
    stack,
  }: Pick<FunctionErrorData, 'name' | 'message'> & Partial<FunctionErrorData>) {
    super(message);
    this.name = name;
    if (stack !== undefined) this.stack = stack;
  }
}

/** Anything that was thrown, as data. */
export function errorData(thrown: unknown, name?: string): FunctionErrorData {
  // Not instanceof: an error from another realm (jest, vm, a worker) is an error too.
  const { name: ownName, message, stack } = Object(thrown) as Partial<Error>;
  return {
    name: name ?? (typeof ownName === 'string' ? ownName : 'Error'),
    message: typeof message === 'string' ? message : String(thrown),
    stack: typeof stack === 'string' ? stack : undefined,
  };
}
