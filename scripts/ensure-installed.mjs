/**
 * Installs the dependencies when they are missing or belong to another lock file, so that `npm start` and
 * `npm test` are the only commands a newcomer types. Uses `npm ci`: what the lock file says, nothing else.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const stampFile = `${root}node_modules/.rootguard-lock`;

const major = Number(process.versions.node.split('.')[0]);
if (major < 20) {
  console.error(`RootGuard needs Node.js 20 or newer; this is ${process.version}. See https://nodejs.org/.`);
  process.exit(1);
}

const lock = createHash('sha256')
  .update(readFileSync(`${root}package-lock.json`))
  .digest('hex');
const installed = existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : '';

if (installed !== lock) {
  console.error('Installing dependencies (npm ci) …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const run = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (run.status !== 0) {
    console.error(
      '`npm ci` failed (its output is above). Check the network and the npm registry, then try again.',
    );
    process.exit(run.status ?? 1);
  }
  writeFileSync(stampFile, lock);
}
