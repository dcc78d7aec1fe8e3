/**
 * `npm run test:deploy`: a Python environment with MiniStack and the SAM translator in .cache/venv, then tests/deploy/main.ts.
 * Needs the bundles (`npm run build`), Python 3.10 or newer and, the first time, a network.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const venv = `${root}.cache/venv`;

prepareVenv();
await build({
  absWorkingDir: root,
  entryPoints: ['tests/deploy/main.ts'],
  outfile: 'dist/deploy/main.js',
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  packages: 'external',
  logLevel: 'warning',
});
const child = spawn(process.execPath, ['dist/deploy/main.js'], { cwd: root, stdio: 'inherit' });
// The child cleans up, and then this process ends as it did.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 1));

/** Made once, and again when the pinned versions change. */
function prepareVenv() {
  const requirements = 'tests/deploy/requirements.txt';
  const stamp = createHash('sha256')
    .update(readFileSync(`${root}${requirements}`))
    .digest('hex');
  const stampFile = `${venv}/rootguard-stamp`;
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  console.error('Preparing .cache/venv (python3 -m venv, pip install) …');
  run(
    'python3',
    ['-m', 'venv', venv],
    'Install Python 3.10 or newer with its venv module (on Debian: python3-venv).',
  );
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements];
  run(`${venv}/bin/python`, pip, 'Check the network and the package index, then try again.');
  writeFileSync(stampFile, stamp);
}

function run(command, args, cure) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (status === 0) return;
  console.error(`\`${command} ${args.join(' ')}\` failed. ${error?.message ?? ''} ${cure}`);
  process.exit(1);
}
