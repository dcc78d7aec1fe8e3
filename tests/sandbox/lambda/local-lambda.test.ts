import { writeFileSync } from 'node:fs';
import { createSandboxClock } from '../../../sandbox/clock.ts';
import {
  createLocalLambda,
  type LocalLambda,
  type LocalLambdaOptions,
} from '../../../sandbox/lambda/local-lambda.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const folder = temporaryFolder();
const clock = createSandboxClock();
const open: LocalLambda[] = [];
const lines: string[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((lambda) => lambda.close()));
  lines.length = 0;
});
afterAll(() => clock.close());

function deploy(code: string, options: Partial<LocalLambdaOptions> = {}): LocalLambda {
  const bundle = `${folder}/bundle-${Math.random()}.js`;
  writeFileSync(bundle, code);
  const lambda = createLocalLambda({
    name: 'hello',
    bundle,
    env: { GREETING: 'hello' },
    clock,
    timeoutMs: 2_000,
    log: ({ level, text }) => lines.push(`${level} ${text}`),
    ...options,
  });
  open.push(lambda);
  return lambda;
}

describe('a function in the sandbox', () => {
  it('answers with what the handler returns, as JSON', async () => {
    const lambda = deploy(
      'exports.handler = async (event) => ({ got: event, at: new Date(0), none: undefined });',
    );

    expect(await lambda.invoke({ text: '안녕' })).toEqual({
      got: { text: '안녕' },
      at: '1970-01-01T00:00:00.000Z',
    });
  });

  it('answers null where the handler returns nothing', async () => {
    expect(await deploy('exports.handler = async () => {};').invoke(null)).toBeNull();
  });

  it('sees its own environment variables and none of the sandbox', async () => {
    process.env.SANDBOX_ONLY = 'secret';
    const lambda = deploy('exports.handler = async () => [process.env.GREETING, process.env.SANDBOX_ONLY];');

    expect(await lambda.invoke({})).toEqual(['hello', null]);
  });

  it('has a context with its time left, its name and a request id of its own', async () => {
    const lambda = deploy(
      'exports.handler = async (_, context) => [context.getRemainingTimeInMillis(), context.functionName, context.awsRequestId];',
    );
    const [remaining, name, id] = (await lambda.invoke({})) as [number, string, string];

    expect(remaining).toBeGreaterThan(1_000);
    expect(remaining).toBeLessThanOrEqual(2_000);
    expect(name).toBe('hello');
    expect(await lambda.invoke({})).not.toContain(id);
  });

  it('lives in sandbox time, also in time that is skipped while it is warm', async () => {
    const lambda = deploy(`exports.handler = async () => ({
      now: Date.now(), made: new Date().getTime(), said: Date.parse(Date()), fixed: new Date(5).getTime(),
      same: new Date() instanceof Date && structuredClone(new Date()) instanceof Date && new Date().constructor === Date,
    });`);
    await lambda.invoke({});
    clock.advance(3_600_000);
    const times = (await lambda.invoke({})) as Record<string, number>;

    for (const key of ['now', 'made', 'said']) {
      expect(Math.abs((times[key] ?? 0) - clock.now())).toBeLessThan(2_000);
    }
    expect(times).toMatchObject({ fixed: 5, same: true });
  });

  it('rejects with the error that the handler throws, and stays warm', async () => {
    const lambda = deploy(`let calls = 0;
      exports.handler = async () => { calls += 1; if (calls === 1) throw new TypeError('no account'); return calls; };`);

    await expect(lambda.invoke({})).rejects.toMatchObject({ name: 'TypeError', message: 'no account' });
    expect(await lambda.invoke({})).toBe(2);
  });

  it('is killed when it runs out of time, and the next event gets a new environment', async () => {
    const lambda = deploy(
      `let calls = 0; exports.handler = (event) => { calls += 1; return event.hang ? new Promise(() => {}) : Promise.resolve(calls); };`,
      { timeoutMs: 200 },
    );

    await expect(lambda.invoke({ hang: true })).rejects.toMatchObject({
      name: 'Sandbox.Timedout',
      message: 'hello timed out within 0.2 s.',
    });
    expect(await lambda.invoke({})).toBe(1);
  });

  it('is killed even in an endless loop', async () => {
    const lambda = deploy('exports.handler = async () => { for (;;); };', { timeoutMs: 200 });

    await expect(lambda.invoke({})).rejects.toMatchObject({ name: 'Sandbox.Timedout' });
  });

  it('stands still between invocations: what it left running goes on with the next event only', async () => {
    const lambda = deploy(`let ticks = 0;
      exports.handler = async () => { const seen = ticks; setTimeout(() => { ticks += 1; console.log('late work'); }, 20); return seen; };`);
    await lambda.invoke({});
    await new Promise((resolve) => setTimeout(resolve, 150));

    expect(lines).toEqual([]);
  });

  it('gives each environment one event at a time, and starts no more than its concurrency', async () => {
    const lambda = deploy(
      `const { threadId } = require('node:worker_threads'); let inside = 0;
      exports.handler = async () => {
        inside += 1; await new Promise((resolve) => setTimeout(resolve, 30)); const most = inside; inside -= 1;
        return { most, threadId };
      };`,
      { concurrency: 3 },
    );
    const answers = (await Promise.all([...'123456789'].map(() => lambda.invoke({})))) as Record<
      string,
      number
    >[];

    expect(answers.every(({ most }) => most === 1)).toBe(true);
    expect(new Set(answers.map(({ threadId }) => threadId)).size).toBe(3);
  });

  it('takes new environment variables as a redeploy does, and lets the event under way finish', async () => {
    const lambda = deploy(
      `exports.handler = async (wait) => { await new Promise((resolve) => setTimeout(resolve, wait)); return process.env.GREETING; };`,
    );
    const before = lambda.invoke(100);
    await lambda.invoke(0);
    lambda.configure({ GREETING: 'bye' });

    expect(await lambda.invoke(0)).toBe('bye');
    expect(await before).toBe('hello');
  });

  it('rejects what is under way when it crashes, and works again afterwards', async () => {
    const lambda = deploy(
      'exports.handler = (event) => event.hang ? new Promise(() => console.log("working")) : Promise.resolve("fine");',
    );
    const lost = lambda.invoke({ hang: true });
    const rejected = expect(lost).rejects.toMatchObject({ name: 'Runtime.ExitError' });
    while (lines.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    lambda.crash();

    await rejected;
    expect(await lambda.invoke({})).toBe('fine');
  });

  it('loses the event when the function exits or leaves a rejection unhandled', async () => {
    const lambda = deploy(`exports.handler = async (event) => {
      if (event.exit) process.exit(1);
      Promise.reject(new RangeError('forgotten'));
      await new Promise((resolve) => setTimeout(resolve, 500));
    };`);

    await expect(lambda.invoke({ exit: true })).rejects.toMatchObject({ name: 'Runtime.ExitError' });
    await expect(lambda.invoke({})).rejects.toMatchObject({ name: 'RangeError', message: 'forgotten' });
  });

  it('passes on every line before the answer, with how serious it is', async () => {
    const lambda = deploy(`exports.handler = async () => {
      console.log('plain'); console.error('loud'); console.log(JSON.stringify({ level: 'error', event: 'bad' }));
    };`);
    await lambda.invoke({});

    expect(lines).toEqual(['info plain', 'warn loud', 'error {"level":"error","event":"bad"}']);
  });

  it('loads its bundle once when it is warmed up', async () => {
    const lambda = deploy('console.log("loaded"); exports.handler = async () => 1;');
    await lambda.warm();
    await lambda.invoke({});

    expect(lines).toEqual(['info loaded']);
  });
});

describe('a bundle that Lambda would refuse', () => {
  it('is refused when it was never built, with the command that builds it', () => {
    const missing = { name: 'slack', bundle: `${folder}/nowhere.js`, env: {}, clock, timeoutMs: 1_000 };

    expect(() => createLocalLambda(missing)).toThrow('npm run build');
  });

  it.each([
    [
      'takes a callback',
      'exports.handler = (event, context, callback) => {};',
      'Runtime.CallbackHandlerDeprecated',
    ],
    ['exports no handler', 'exports.main = () => {};', 'Runtime.HandlerNotFound'],
    ['fails while it loads', 'require("./missing.js");', 'Runtime.ImportModuleError'],
    ['has a syntax error', 'exports.handler = (', 'Runtime.ImportModuleError'],
  ])('is refused when it %s', async (_, code, name) => {
    await expect(deploy(code).invoke({})).rejects.toMatchObject({ name });
  });

  it('is refused for an answer that is no JSON', async () => {
    const lambda = deploy('exports.handler = async () => { const a = {}; a.a = a; return a; };');

    await expect(lambda.invoke({})).rejects.toMatchObject({ name: 'TypeError' });
  });

  it('rejects events after it was closed', async () => {
    const lambda = deploy('exports.handler = async () => 1;');
    await lambda.close();

    await expect(lambda.invoke({})).rejects.toMatchObject({ name: 'Runtime.ExitError' });
  });
});
