/**
 * `npm run test:deploy`: a Python environment with MiniStack and the SAM translator in .cache/venv, then tests/deploy/main.ts.
 * Needs the bundles (`npm run build`), Python 3.10 or newer and, the first time, a network.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { preparePythonEnv } from './python-env.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

preparePythonEnv({ root, venv: `${root}.cache/venv`, requirements: 'tests/deploy/requirements.txt' });
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
