/**
 * Part of `npm run bench`: sweeps of simulated organizations by the built worker, in processes of its own, against the time
 * that AWS itself takes: the sum of the latencies of all audit calls, divided by how many accounts are looked at at once. And
 * what grows with the organization: memory and calls for each account. What a worker takes grows with its work alone, whatever it
 * looks at: the floor of memory is a worker that looked at as many accounts in ten sweeps of 100. `--quick` leaves
 * the 5,000 accounts out.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
await build({
  absWorkingDir: root,
  entryPoints: ['tests/bench/sweep-run.ts'],
  outfile: 'dist/bench/sweep-run.js',
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  packages: 'external',
  logLevel: 'warning',
});

/** What the time must not exceed, times the floor. */
const goal = 1.3;
/** How much more a large organization may cost for each account than a small one. */
const flat = 1.1;
/** How much more memory a large organization may take than many small ones. */
const level = 1.15;
const goodWeather = { delayMs: 0, throttled: 0, denied: 0 };

const grown = [];
for (const members of [10, 100]) grown.push(await sweep({ ...goodWeather, members }));
const repeated = await sweep({ ...goodWeather, members: 100, sweeps: 10 });
const timed = await sweep({ members: 1_000, delayMs: 30, throttled: 0.01, denied: 0.005 });
grown.push(timed);
// Six minutes on a small machine.
if (!process.argv.includes('--quick')) grown.push(await sweep({ ...goodWeather, members: 5_000 }));

const ratio = timed.seconds / timed.floorSeconds;
console.log(
  `Sweep of 1,000 accounts, 30 ms a call, 1 % throttled, 0.5 % denied: ${timed.seconds.toFixed(1)} s; ` +
    `AWS alone ${timed.floorSeconds.toFixed(1)} s (${timed.auditCalls} calls, ${timed.atOnce} accounts at once): ` +
    `ratio ${ratio.toFixed(2)} (goal ${goal}; ${ratio <= goal ? 'reached' : 'not reached'})`,
);
for (const each of grown) {
  console.log(
    `Sweep of ${each.accounts.toLocaleString('en-US')}: ${perAccount(each, 'auditCalls')} audit calls and ` +
      `${perAccount(each, 'storeCalls')} store calls for each account; the worker took ${each.workerMb.toFixed(0)} MB at most`,
  );
}
const large = grown.at(-1);
const memory = large.workerMb / repeated.workerMb;
for (const small of grown.slice(0, 2)) {
  const calls = callsOf(large) / callsOf(small);
  console.log(
    `From ${small.accounts} to ${large.accounts.toLocaleString('en-US')} accounts: ${calls.toFixed(2)} times the calls for each ` +
      `(goal ${flat}; ${calls <= flat ? 'flat' : 'not flat'})`,
  );
}
console.log(
  `Memory: ${large.workerMb.toFixed(0)} MB for one sweep of ${large.accounts.toLocaleString('en-US')}, ` +
    `${repeated.workerMb.toFixed(0)} MB for ten of 100 one after the other: ratio ${memory.toFixed(2)} ` +
    `(goal ${level}; ${memory <= level ? 'flat' : 'not flat'})`,
);

function callsOf({ auditCalls, storeCalls, accounts }) {
  return (auditCalls + storeCalls) / accounts;
}

function perAccount(each, what) {
  return (each[what] / each.accounts).toFixed(2);
}

/** One sweep in a process of its own; what it measured is its last line. */
async function sweep(organization) {
  const child = spawn(process.execPath, ['dist/bench/sweep-run.js', JSON.stringify(organization)], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0) throw new Error(`The sweep of ${organization.members} failed (exit code ${code}).`);
  return JSON.parse(output.trim().split('\n').at(-1));
}
