/**
 * `npm run bench [-- --rounds N]`: from process start to the Slack request on the wire, the built events bundle (claim in
 * DynamoDB, then post) against a bare Node process that posts once. Interleaved rounds in random order, medians, and the
 * median of the ratios of each round: times differ between machines, ratios hardly do. NODE24 names a second Node to measure.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { envelope } from './envelope.mjs';
import { startPeers } from './peers.mjs';

/** What the ratio must not exceed one day; see docs/architecture.md. */
const goal = 1.35;

const rounds = Number(process.argv[process.argv.indexOf('--rounds') + 1]) || 21;
const contenders = ['floor', 'events'];
const nodes = [process.execPath, ...(process.env.NODE24 ? [process.env.NODE24] : [])];

const peers = await startPeers();
console.log(`Cold start over ${peers.scheme}, ${rounds} rounds, ms from process start to the Slack request.`);
for (const node of nodes) await measure(node);
peers.close();

async function measure(node) {
  const version = await versionOf(node);
  for (const contender of contenders) await once(node, contender);
  const results = [];
  for (let round = 0; round < rounds; round += 1) {
    const times = {};
    for (const contender of shuffled(contenders)) times[contender] = await once(node, contender);
    results.push(times);
  }
  const [floor, events] = contenders.map((name) => results.map((times) => times[name]));
  const ratio = median(results.map((times) => times.events / times.floor));
  console.log(
    `Node ${version}: bare Node ${median(floor).toFixed(1)} ms, events bundle ${median(events).toFixed(1)} ms, ` +
      `ratio ${ratio.toFixed(2)} (goal ${goal}; ${ratio <= goal ? 'reached' : 'not reached'})`,
  );
}

/** Milliseconds from the spawn to the request. The child's environment is built from nothing, so the caller's does not count. */
async function once(node, contender) {
  const script = fileURLToPath(new URL(`child-${contender}.cjs`, import.meta.url));
  const post = peers.nextPost();
  const started = process.hrtime.bigint();
  const child = spawn(node, [script], { env: environment(), stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (chunk) => (complaint += chunk));
  const ended = new Promise((resolve) => child.on('close', resolve));
  const asked = await Promise.race([post, ended.then(() => undefined)]);
  const code = await ended;
  if (asked === undefined || code !== 0)
    throw new Error(`The ${contender} run failed (exit code ${code}). ${complaint}`);
  return Number(asked - started) / 1e6;
}

function environment() {
  return {
    SLACK_API_URL: `${peers.url}/api/`,
    SLACK_BOT_TOKEN: 'xoxb-bench',
    SLACK_SIGNING_SECRET: 'bench',
    AWS_ENDPOINT_URL: peers.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'bench',
    ROOTGUARD_CHANNEL: 'C0ALERTS',
    BENCH_ENVELOPE: JSON.stringify(envelope),
    ...(peers.certificateFile && { NODE_EXTRA_CA_CERTS: peers.certificateFile }),
  };
}

async function versionOf(node) {
  const child = spawn(node, ['--version'], { stdio: ['ignore', 'pipe', 'ignore'] });
  let version = '';
  for await (const chunk of child.stdout) version += chunk;
  return version.trim();
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function shuffled(values) {
  return values
    .map((value) => [Math.random(), value])
    .sort(([a], [b]) => a - b)
    .map(([, value]) => value);
}
