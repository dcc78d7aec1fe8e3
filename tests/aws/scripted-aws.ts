import {
  type ScriptedServer,
  type Step,
  startScriptedServer,
  answer as step,
} from '../support/scripted-server.ts';

/**
 * An AWS that answers each operation as a test says, for answers that no healthy AWS gives. Use it inside a test
 * file's top level: it starts before the tests and closes after them.
 */
export function exampleAnswers() {
  let server: ScriptedServer | undefined;
  let steps: Readonly<Record<string, Step>> = {};
  let from = 0;
  beforeAll(async () => {
    server = await startScriptedServer([
      (response, request) => {
        const operation = operationOf(request);
        const scripted = steps[operation] ?? step(500, `The test scripted no ${operation}.`);
        scripted(response, request);
      },
    ]);
  });
  afterAll(() => server?.close());
  return {
    /** Sets the answers, by operation, and forgets what was asked before. */
    answers(next: Readonly<Record<string, Step>>) {
      steps = next;
      from = server?.received.length ?? 0;
    },
    /** The JSON inputs that an operation was called with since the answers were set. */
    inputs(operation: string): readonly unknown[] {
      const received = server?.received.slice(from) ?? [];
      return received
        .filter((request) => operationOf(request) === operation)
        .map(({ body }) => JSON.parse(body));
    },
    settings: () => ({
      endpoint: server?.endpoint ?? '',
      region: 'us-east-1',
      credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'example' },
    }),
  };
}

/** An answer in AWS's JSON, or in whatever text it is. */
export function answer(body: unknown, status = 200): Step {
  return step(status, body);
}

function operationOf(request: {
  readonly headers: { readonly [name: string]: unknown };
  readonly body: string;
}): string {
  const target = request.headers['x-amz-target'];
  if (typeof target === 'string') return target.split('.').at(-1) ?? '';
  return new URLSearchParams(request.body).get('Action') ?? '';
}
