/**
 * Part of `npm run bench`: how long the built door to Slack takes over what it reads from the table alone, with 5,000 accounts that
 * were looked at, against dynalite. Slack waits three seconds. The floor is what reading and judging every fact takes in the
 * same process against the same table: that is what the small verdicts beside the facts are for.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
await build({
  absWorkingDir: root,
  entryPoints: ['tests/bench/stored-run.ts'],
  outfile: 'dist/bench/stored-run.js',
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  packages: 'external',
  // The functions' processes are started from beside their own support.
  define: { __dirname: JSON.stringify(`${root}tests/support`) },
  logLevel: 'warning',
});
const child = spawn(process.execPath, ['dist/bench/stored-run.js'], {
  cwd: root,
  stdio: ['ignore', 'pipe', 'inherit'],
});
let output = '';
child.stdout.on('data', (chunk) => (output += chunk));
const code = await new Promise((resolve) => child.on('close', resolve));
if (code !== 0) throw new Error(`The run over stored accounts failed (exit code ${code}).`);
const { accounts, status, home, factsMs, verdictsMs } = JSON.parse(output.trim().split('\n').at(-1));

const within = 3_000;
for (const [what, { cold, warm }] of [
  ['/rootguard status', status],
  ['App Home', home],
]) {
  console.log(
    `${what} of ${accounts.toLocaleString('en-US')} stored accounts: ${cold.toFixed(0)} ms at first, ${warm.toFixed(0)} ms then ` +
      `(Slack waits ${within} ms; ${Math.max(cold, warm) <= within ? 'reached' : 'not reached'})`,
  );
}
console.log(
  `Of that, reading what the last looks came to: ${verdictsMs.toFixed(0)} ms; reading and judging all facts would be ${factsMs.toFixed(0)} ms`,
);
