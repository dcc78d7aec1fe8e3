import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const python = join(__dirname, '../../.cache/venv-moto/bin/python');

/** Skips visibly where moto is not installed: `npm run test:moto` installs it. */
export const describeWithMoto: jest.Describe = existsSync(python) ? describe : describe.skip;

/** The account that moto's plain keys belong to. */
export const motoAccount = '123456789012';

/** The one endpoint of all of moto's services. Call it inside a describe: moto runs while its tests do. */
export function useMoto(): { readonly endpoint: string } {
  const before = { ...process.env };
  let server: ChildProcess | undefined;
  let endpoint = '';
  beforeAll(async () => {
    const port = await freePort();
    endpoint = `http://127.0.0.1:${port}`;
    const script = join(__dirname, 'server.py');
    server = spawn(python, [script, '-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
    await answering(endpoint, server);
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      AWS_REGION: 'us-east-1',
    });
    delete process.env.AWS_SESSION_TOKEN;
    delete process.env.AWS_PROFILE;
  }, 60_000);
  afterAll(async () => {
    process.env = before;
    if (server === undefined || server.exitCode !== null) return;
    server.kill('SIGKILL');
    await once(server, 'exit');
  });
  return {
    get endpoint() {
      return endpoint;
    },
  };
}

/** The keys that moto takes; it checks no signatures. */
export const motoCredentials = () => ({
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
});

async function answering(endpoint: string, server: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (server.exitCode !== null) throw new Error(`moto ended with ${server.exitCode}.`);
    const answer = await fetch(`${endpoint}/moto-api/data.json`).catch(() => undefined);
    if (answer?.ok) return;
    await wait(100);
  }
  throw new Error('moto did not answer within 30 s.');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
