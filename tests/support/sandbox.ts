import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/sandbox.ts';

/** What the control door answered. */
export interface Answer {
  readonly status: number;
  /** The JSON, for tests to look into. */
  readonly body: unknown;
}

/** A running sandbox and short ways through its HTTP door. */
export interface TestSandbox extends Sandbox {
  get(path: string): Promise<Answer>;
  post(path: string, body?: unknown): Promise<Answer>;
  put(path: string, body: unknown): Promise<Answer>;
  /** Sends envelopes (or any JSON) into the ingest queue and waits until all is done. */
  send(...envelopes: readonly unknown[]): Promise<void>;
  /** Fires a detection's example and waits until all is done. */
  fire(detection: string, choice?: { readonly account?: string; readonly example?: string }): Promise<void>;
  /** Waits until queues and timers due are empty. */
  idle(): Promise<void>;
}

const hour = 3_600_000;

/**
 * Ten past this hour: no hourly, daily or monthly chore falls due by itself while a suite runs, at whatever time that is.
 * Tests that are about those chores move the clock.
 */
const tenPast = () => Math.floor(Date.now() / hour) * hour + 605_000;

/** Starts a sandbox on any free port with its data in memory. The caller closes it. */
export async function startTestSandbox(options: SandboxOptions = {}): Promise<TestSandbox> {
  const sandbox = await startSandbox({ port: 0, beginning: tenPast(), skipWaits: true, ...options });
  const call = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const response = await fetch(`${sandbox.url}/_sandbox${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  };
  const done = async (answer: Promise<Answer>) => {
    const { status, body } = await answer;
    if (status !== 200) throw new Error(`The sandbox answered ${status}: ${JSON.stringify(body)}`);
  };
  const idle = () => done(call('POST', '/idle'));

  return {
    ...sandbox,
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    put: (path, body) => call('PUT', path, body),
    async send(...envelopes) {
      await done(call('POST', '/events', envelopes));
      await idle();
    },
    async fire(detection, choice = {}) {
      await done(call('POST', `/detections/${detection}/fire`, choice));
      await idle();
    },
    idle,
  };
}

/** One sandbox for the tests of a file: call it for the sandbox once the tests run. */
export function useSandbox(options: SandboxOptions = {}): () => TestSandbox {
  let sandbox: TestSandbox | undefined;
  beforeAll(async () => {
    sandbox = await startTestSandbox(options);
  });
  afterAll(() => sandbox?.close());
  return () => {
    if (sandbox === undefined) throw new Error('The sandbox runs only inside tests.');
    return sandbox;
  };
}
