/**
 * `npm test`: installs what is missing, then checks the generated files, lint, types and behaviour. Arguments go to jest, and
 * `--long` (`npm run test:long`) runs the suites that take long by themselves, and nothing else: tests/support/long-runs.cjs.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import './ensure-installed.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = (name) => `${root}node_modules/.bin/${name}`;
const longRuns = createRequire(import.meta.url)('../tests/support/long-runs.cjs');
const asked = process.argv.slice(2);
const jestArguments =
  asked[0] === '--long' ? [...longRuns.map((path) => `tests/${path}`), ...asked.slice(1)] : asked;
const isWhole = jestArguments.length === 0;
/** A file for jest's totals: .ci/run adds them up. */
const totals = process.env.JEST_JSON ? ['--json', `--outputFile=${process.env.JEST_JSON}`] : [];

const steps = [
  ['generated files', process.execPath, ['scripts/generate.mjs', '--check']],
  ['lint and format', bin('biome'), ['ci', '.']],
  ['types', bin('tsc'), ['--noEmit']],
  ['behaviour', process.execPath, ['node_modules/jest/bin/jest.js', ...totals, ...jestArguments]],
];

// A filter on the tests means that somebody is at work on them: only those run, at once.
for (const [name, command, args] of isWhole ? steps : steps.slice(3)) {
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    // The SDK announces the end of its Node 20 support on every start; engines in package.json says what we support.
    env: {
      ...process.env,
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      ...(isWhole && { ROOTGUARD_RUNS: 'short' }),
    },
  });
  if (status !== 0) {
    console.error(`\nnpm test: "${name}" failed.`);
    process.exit(status ?? 1);
  }
}
if (isWhole) console.log(`\nLong runs (${longRuns.length} suites) are apart: npm run test:long`);
