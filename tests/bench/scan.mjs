/**
 * How fast `rootguard scan` reads a log, beside jq that only filters it: 200 MB of records of everyday sizes, one in
 * 10,000 of them root's, once as NDJSON and once as one line of `{"Records":[…]}`. Needs a build; jq if it is there.
 *
 *   node tests/bench/scan.mjs [megabytes]
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const megabytes = Number(process.argv[2] ?? 200);
const cli = fileURLToPath(new URL('../../dist/cli/rootguard.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'rootguard-bench-'));

const calls = [
  ['s3', 'GetObject'],
  ['ec2', 'DescribeInstances'],
  ['sts', 'AssumeRole'],
  ['kms', 'Decrypt'],
  ['dynamodb', 'DescribeTable'],
  ['iam', 'GetRole'],
  ['ssm', 'GetParameters'],
];
const policy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 's3:*', Resource: '*' },
  ],
});

try {
  const logs = [
    { title: 'NDJSON', file: join(folder, 'log.ndjson'), head: '', between: '\n', tail: '\n' },
    {
      title: '{"Records":[…]} in one line',
      file: join(folder, 'log.json'),
      head: '{"Records":[',
      between: ',',
      tail: ']}',
    },
  ];
  for (const log of logs) await write(log);

  // The difference between an empty log and a full one: nothing of it is the start of Node.
  console.log(
    `rootguard on an empty log: ${(await timed(process.execPath, [cli, 'scan', '/dev/null'])).seconds.toFixed(2)} s\n`,
  );
  for (const { title, file } of logs) {
    const size = statSync(file).size / 1_000_000;
    console.log(`${title}, ${size.toFixed(0)} MB`);
    const ours = await best(process.execPath, [cli, 'scan', '--format', 'ndjson', file]);
    show('rootguard scan', ours, size);
    const filter = `${title === 'NDJSON' ? '' : '.Records[]?|'}select(.userIdentity.type=="Root")`;
    const jq = await best('jq', ['-c', filter, file]);
    if (jq === undefined) console.log('  jq is not installed: nothing to compare with');
    else {
      show('jq', jq, size);
      console.log(`  ${(jq.seconds / ours.seconds).toFixed(1)} times as fast as jq`);
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}

function show(who, { seconds, lines, peak }, size) {
  const memory = peak === undefined ? '' : `, peak memory ${peak.toFixed(0)} MB`;
  console.log(
    `  ${who.padEnd(15)} ${seconds.toFixed(2)} s, ${(size / seconds).toFixed(0)} MB/s, ${lines} lines${memory}`,
  );
}

/** The best of three runs, or undefined where the program is missing. */
async function best(program, args) {
  const runs = [];
  for (let run = 0; run < 3; run++) runs.push(await timed(program, args));
  return runs.sort((a, b) => a.seconds - b.seconds)[0];
}

async function timed(program, args) {
  const began = performance.now();
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let lines = 0;
  let peak;
  child.stdout.on('data', (chunk) => {
    lines += chunk.toString('latin1').split('\n').length - 1;
  });
  const watch = setInterval(() => {
    peak = peakOf(child.pid) ?? peak;
  }, 20);
  const code = await Promise.race([once(child, 'close'), once(child, 'error')]);
  clearInterval(watch);
  return code[0] === 0 ? { seconds: (performance.now() - began) / 1000, lines, peak } : undefined;
}

async function write({ file, head, between, tail }) {
  const out = createWriteStream(file);
  out.write(head);
  let size = 0;
  for (let n = 0; size < megabytes * 1_000_000; n++) {
    const text = JSON.stringify(record(n));
    size += text.length;
    if (!out.write(n === 0 ? text : between + text)) await once(out, 'drain');
  }
  out.end(tail);
  await once(out, 'close');
}

/** An everyday record of 1 to 2 KB, the same on every run. */
function record(n) {
  const [service, eventName] = calls[n % calls.length];
  const isRoot = n % 10_000 === 5_000;
  const id = `${n.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
  return {
    eventVersion: '1.09',
    userIdentity: isRoot
      ? {
          type: 'Root',
          principalId: '111122223333',
          arn: 'arn:aws:iam::111122223333:root',
          accountId: '111122223333',
        }
      : {
          type: 'AssumedRole',
          principalId: `AROAEXAMPLE:session-${n}`,
          arn: `arn:aws:sts::111122223333:assumed-role/app-${n % 50}/session-${n}`,
          accountId: '111122223333',
          accessKeyId: 'ASIAROLEEXAMPLE00000',
          sessionContext: {
            sessionIssuer: {
              type: 'Role',
              arn: `arn:aws:iam::111122223333:role/app-${n % 50}`,
              accountId: '111122223333',
            },
            attributes: { creationDate: '2026-11-23T05:00:00Z', mfaAuthenticated: 'false' },
          },
        },
    eventTime: new Date(Date.UTC(2026, 10, 23) + n * 1_000).toISOString().replace('.000Z', 'Z'),
    eventSource: `${service}.amazonaws.com`,
    eventName: isRoot ? 'CreateBucket' : eventName,
    awsRegion: 'us-east-1',
    sourceIPAddress: `198.51.100.${n % 250}`,
    userAgent:
      '[aws-sdk-java/2.20.0 Linux/5.10 OpenJDK_64-Bit_Server_VM/17.0.6 io/sync http/Apache cfg/retry-mode/legacy]',
    // One call in ten carries a policy: JSON in JSON, full of escapes.
    requestParameters: n % 10 === 0 ? { policy, name: id } : { key: `prefix/${id}/${'x'.repeat(n % 700)}` },
    responseElements: null,
    requestID: id,
    eventID: id,
    readOnly: !isRoot,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: '111122223333',
    eventCategory: 'Management',
    tlsDetails: {
      tlsVersion: 'TLSv1.3',
      cipherSuite: 'TLS_AES_128_GCM_SHA256',
      clientProvidedHostHeader: `${service}.us-east-1.amazonaws.com`,
    },
  };
}

/** The highest resident memory so far in MB, where the system tells (Linux). */
function peakOf(pid) {
  try {
    const kilobytes = readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmHWM:\s+(\d+)/)?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  } catch {
    return undefined;
  }
}
