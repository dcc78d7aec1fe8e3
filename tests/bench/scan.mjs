/**
 * `npm run bench:scan [-- --megabytes N]`: `rootguard scan` against jq's `select(.userIdentity.type=="Root")` on the same
 * generated log, one record a line, one in 10,000 by root. Prints MB/s, peak memory and the ratio.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const megabytes = Number(process.argv[process.argv.indexOf('--megabytes') + 1]) || 200;
const folder = mkdtempSync(join(tmpdir(), 'rootguard-bench-'));
const log = join(folder, 'log.ndjson');
const cli = fileURLToPath(new URL('../../dist/cli/rootguard.js', import.meta.url));

try {
  await generate();
  const size = statSync(log).size / 1e6;
  const ours = await time(process.execPath, [cli, 'scan', '--format', 'ndjson', log]);
  console.log(
    `rootguard scan: ${(size / ours.seconds).toFixed(0)} MB/s, ${ours.lines} alerts, peak ${ours.peak} MB`,
  );
  if (spawnSync('jq', ['--version']).status !== 0)
    console.log('jq is not installed: nothing to compare with.');
  else {
    const theirs = await time('jq', ['-c', 'select(.userIdentity.type=="Root")', log]);
    console.log(
      `jq:             ${(size / theirs.seconds).toFixed(0)} MB/s, ${theirs.lines} records, peak ${theirs.peak} MB`,
    );
    console.log(
      `rootguard is ${(theirs.seconds / ours.seconds).toFixed(2)} times as fast on ${size.toFixed(0)} MB.`,
    );
  }
} finally {
  rmSync(folder, { recursive: true });
}

async function generate() {
  const out = createWriteStream(log);
  for (let count = 0, size = 0; size < megabytes * 1e6; count += 1) {
    const line = `${JSON.stringify(record(count))}\n`;
    size += line.length;
    if (!out.write(line)) await new Promise((resolve) => out.once('drain', resolve));
  }
  await new Promise((resolve) => out.end(resolve));
}

function record(count) {
  const root = count % 10_000 === 9_999;
  const account = '111122223333';
  const role = {
    type: 'AssumedRole',
    arn: `arn:aws:sts::${account}:assumed-role/app/i-${count}`,
    accountId: account,
    accessKeyId: 'ASIAEXAMPLE',
  };
  return {
    eventVersion: '1.09',
    userIdentity: root ? { type: 'Root', arn: `arn:aws:iam::${account}:root`, accountId: account } : role,
    eventTime: new Date(1_795_000_000_000 + count * 1_000).toISOString(),
    eventSource: 's3.amazonaws.com',
    eventName: root ? 'PutBucketPolicy' : ['GetObject', 'ListBuckets', 'HeadObject', 'PutObject'][count % 4],
    awsRegion: 'eu-west-1',
    sourceIPAddress: '192.0.2.17',
    userAgent: '[aws-sdk-java/2.20 Linux/5.10 OpenJDK_64-Bit_Server_VM/17]',
    requestParameters: {
      bucketName: 'example',
      Host: 'example.s3.eu-west-1.amazonaws.com',
      key: 'a/b/c/'.repeat(20),
      headers: 'x'.repeat(300),
    },
    responseElements: {
      'x-amz-request-id': `${count}`.padStart(16, '0'),
      'x-amz-server-side-encryption': 'AES256',
    },
    additionalEventData: {
      SignatureVersion: 'SigV4',
      CipherSuite: 'TLS_AES_128_GCM_SHA256',
      bytesTransferredIn: 0,
      AuthenticationMethod: 'AuthHeader',
    },
    eventID: `${count}`.padStart(36, '0'),
    readOnly: !root,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: 'Management',
  };
}

/** Seconds from start to end, lines of output, and the peak memory in MB where the system tells it. */
async function time(command, args) {
  const started = performance.now();
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let lines = 0;
  let peak = 0;
  const watch = setInterval(() => {
    const status = spawnSync('ps', ['-o', 'rss=', '-p', String(child.pid)], { encoding: 'utf8' }).stdout;
    peak = Math.max(peak, Math.round(Number(status) / 1024));
  }, 100);
  for await (const chunk of child.stdout) lines += chunk.toString().split('\n').length - 1;
  clearInterval(watch);
  return { seconds: (performance.now() - started) / 1000, lines, peak };
}
