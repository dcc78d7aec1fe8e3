import { writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSandboxClock } from '../../../sandbox/clock.ts';
import { createLocalLambda, type LocalLambda } from '../../../sandbox/lambda/local-lambda.ts';
import { createWaitSkipper } from '../../../sandbox/lambda/skip-waits.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** What the functions here can do, and how long it took them by their own clock. */
const code = `
  const { get } = require('node:http');
  const { setTimeout: rest } = require('node:timers/promises');
  const can = {
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    rest: (ms) => rest(ms),
    limit: (ms) => new Promise((resolve) => setTimeout(() => resolve(), ms)),
    ask: (url) => new Promise((resolve) => get(url, (answer) => answer.resume().on('end', () => resolve()))),
    both: (ms) => Promise.all([can.pause(ms), can.pause(2 * ms)]),
    cleared: async (ms) => { clearTimeout(setTimeout(can.pause, ms)); await can.limit(30); },
  };
  exports.handler = async ({ act, with: what }) => {
    const began = Date.now();
    await can[act](what);
    return Date.now() - began;
  };`;

const folder = temporaryFolder();
const clock = createSandboxClock();
const skipper = createWaitSkipper(clock);
const skipped = () => new Float64Array(clock.skipped)[0] ?? 0;
const held: ServerResponse[] = [];
const server = createServer((_request, response) => void held.push(response));
let lambda: LocalLambda;

beforeAll(async () => {
  const bundle = `${folder}/bundle.js`;
  writeFileSync(bundle, code);
  lambda = createLocalLambda({ name: 'waits', bundle, env: {}, clock, timeoutMs: 60_000, skipper });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await lambda.close();
  clock.close();
  server.closeAllConnections();
  server.close();
});

test.each(['pause', 'rest', 'both'])('a %s takes its time by the sandbox, and none of ours', async (act) => {
  const before = skipped();
  expect(await lambda.invoke({ act, with: 2_500 })).toBeGreaterThanOrEqual(2_499);
  expect(skipped()).toBeGreaterThan(before);
});

test('a limit is never skipped to, nor a pause that nobody waits for', async () => {
  const before = skipped();
  await lambda.invoke({ act: 'limit', with: 150 });
  await lambda.invoke({ act: 'cleared', with: 4_000 });
  expect(skipped()).toBe(before);
});

test('while another function waits for an answer, time passes as it does', async () => {
  const before = skipped();
  const { port } = server.address() as AddressInfo;
  const asking = lambda.invoke({ act: 'ask', with: `http://127.0.0.1:${port}` });
  const asked = new Promise<void>((resolve) => server.once('request', () => resolve()));
  await asked;
  await lambda.invoke({ act: 'pause', with: 150 });
  expect(skipped()).toBe(before);
  held.pop()?.end();
  await asking;
});
