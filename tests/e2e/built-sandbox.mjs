/** The built sandbox as `npm start` runs it: its own process, a free port, a data folder that is thrown away. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../dist/sandbox/main.js', import.meta.url));

/** Resolves once it answers. Rejects, with what it said, if it ends or is not ready within 30 s. */
export async function startBuiltSandbox() {
  const data = mkdtempSync(join(tmpdir(), 'rootguard-data-'));
  const port = await freePort();
  const child = spawn(process.execPath, [main, '--no-open'], {
    env: { ...process.env, PORT: String(port), ROOTGUARD_DATA: data, ...noRealSlack },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
  const close = async () => {
    if (child.exitCode === null && child.kill()) await once(child, 'exit');
    rmSync(data, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 300 && child.exitCode === null; tries += 1) {
    const health = await fetch(`${url}/_sandbox/health`).catch(() => undefined);
    if (health?.ok) return { url, close };
    await sleep(100);
  }
  await close();
  throw new Error(`The sandbox did not get ready. It said: ${said}`);
}

/** A developer's own tokens must not turn this into a visit to their workspace. */
const noRealSlack = { SLACK_BOT_TOKEN: '', SLACK_SIGNING_SECRET: '', SLACK_APP_TOKEN: '' };

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
