/**
 * `npm run test:moto`: moto in .cache/venv-moto, then the tests that hold our adapters to it. In `npm test` they are skipped,
 * visibly, until this has run once. Needs Python 3.10 or newer and, the first time, a network.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { preparePythonEnv } from './python-env.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
preparePythonEnv({ root, venv: `${root}.cache/venv-moto`, requirements: 'tests/moto/requirements.txt' });
const totals = process.env.JEST_JSON ? ['--json', `--outputFile=${process.env.JEST_JSON}`] : [];
const { status } = spawnSync(process.execPath, ['node_modules/jest/bin/jest.js', ...totals, 'tests/moto'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
});
process.exit(status ?? 1);
