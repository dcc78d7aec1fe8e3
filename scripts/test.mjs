/** `npm test`: installs what is missing, then checks the generated files, lint, types and behaviour. Arguments go to jest. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import './ensure-installed.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = (name) => `${root}node_modules/.bin/${name}`;
const jestArguments = process.argv.slice(2);
/** A file for jest's totals: .ci/run adds them up. */
const totals = process.env.JEST_JSON ? ['--json', `--outputFile=${process.env.JEST_JSON}`] : [];

const steps = [
  ['generated files', process.execPath, ['scripts/generate.mjs', '--check']],
  ['lint and format', bin('biome'), ['ci', '.']],
  ['types', bin('tsc'), ['--noEmit']],
  ['behaviour', process.execPath, ['node_modules/jest/bin/jest.js', ...totals, ...jestArguments]],
];

// A filter on the tests means that somebody is at work on them: only those run, at once.
for (const [name, command, args] of jestArguments.length > 0 ? steps.slice(3) : steps) {
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    // The SDK announces the end of its Node 20 support on every start; engines in package.json says what we support.
    env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  });
  if (status !== 0) {
    console.error(`\nnpm test: "${name}" failed.`);
    process.exit(status ?? 1);
  }
}
