import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { rootCall, rootSignIn, userCall } from '../../src/core/example-event.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { alertsIn, type Run, rootguard } from './rootguard-process.ts';

const folder = temporaryFolder();
const signIn = rootSignIn({ mfa: 'No' });
const line = JSON.stringify(signIn);

describe('a broken log is named, and the rest is scanned', () => {
  test.each<readonly [string, string | Buffer, RegExp]>([
    ['text that is no JSON', `this is no JSON\n${line}`, /byte 0: this is not JSON/],
    ['an object that is no JSON', `{not json}\n${line}`, /byte 2: this is not JSON/],
    ['an object that only looks like JSON', `{"a" "b"}\n${line}`, /byte 0: this is not JSON/],
    [
      'a line that was cut off in a text',
      `${line.slice(0, 50)}\n${line}`,
      /byte 0: a line ends in the middle of a text/,
    ],
    [
      'a line that was cut off elsewhere',
      `{"a":{"b":1,\n${line}`,
      /byte 0: it ends in the middle of an object/,
    ],
    [
      'the last line cut off',
      `${line}\n${line.slice(0, 99)}`,
      /byte \d{3}: it ends in the middle of an object/,
    ],
    ['a file that was cut off', `{"Records":[${line},`, /byte \d{3}: it ends in the middle of a list/],
    ['a record among others', `{"Records":[{"a":?},${line}]}`, /byte 17: this is not JSON/],
    ['a value among records', `{"Records":[12,${line}]}`, /byte 12: a value stands where a record should/],
    ['a bracket too many', `${line}]\n`, /byte \d{3}: this is not JSON/],
    [
      'zipped data that was cut off',
      gzipSync(`${line}\n${' '.repeat(9)}`).subarray(0, -9),
      /its compressed data ends too early/,
    ],
  ])('%s', async (_, content, cause) => {
    const broken = file(content);
    const run = await scan(broken);
    expect(alertsIn(run)).toHaveLength(1);
    expect(run.stderr).toContain(`rootguard: ${broken}: `);
    expect(run.stderr).toMatch(cause);
    expect(run.code).toBe(2);
  });

  test('a missing file, and a file of something else', async () => {
    const run = await scan(join(folder, 'missing.json'), file('{"hello":"world"}'), file(line));
    expect(alertsIn(run)).toHaveLength(1);
    expect(run.stderr).toContain('missing.json: there is no such file');
    expect(run.stderr).toMatch(/1 JSON objects are no CloudTrail record.*log-\d+, byte 0/);
    expect(run.code).toBe(2);
  });

  test('a thousand broken lines are five lines and a number', async () => {
    const { stderr } = await scan(file('nonsense\n'.repeat(1_000)));
    expect(stderr.trim().split('\n')).toHaveLength(6);
    expect(stderr).toContain('995 more places are broken');
  });

  test('objects in objects without an end take a moment and not for ever', async () => {
    const run = await scan(file('{\n'.repeat(3_000_000)));
    expect(run.code).toBe(2);
  });

  test('a record so deep that it breaks a parser', async () => {
    const deep = JSON.stringify({ ...signIn, eventID: undefined }).replace(
      /}$/,
      `,"x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    );
    const run = await scan(file(`${deep}\n${line}`));
    expect(alertsIn(run).length).toBeGreaterThanOrEqual(1);
  });
});

describe('the exit code', () => {
  test.each<readonly [string, readonly string[], number]>([
    ['is 0 without --fail-on', [], 0],
    ['is 1 when something is as severe', ['--fail-on', 'critical'], 1],
    ['is 1 when something is more severe', ['--fail-on', 'high'], 1],
    ['is 0 when nothing is', ['--fail-on', 'critical', '--min-severity', 'low'], 0],
  ])('%s', async (_, options, code) => {
    const record = code === 0 && options.length > 0 ? rootCall('CreateBucket', 's3.amazonaws.com') : signIn;
    expect((await rootguard(['scan', ...options, file(JSON.stringify(record))])).code).toBe(code);
  });

  test('is 2 when something is broken, whatever else there is', async () => {
    expect((await rootguard(['scan', '--fail-on', 'low', file(`${line}\nnonsense`)])).code).toBe(2);
  });

  test.each<readonly [readonly string[], string]>([
    [[], 'Say what to do'],
    [['scam'], 'There is no command "scam"'],
    [['scan', '--format', 'xml'], '--format is one of text, ndjson, and not "xml"'],
    [['scan', '--fail-on', 'urgent'], '--fail-on is one of low, medium, high, critical'],
    [['scan', '--fial-on', 'low'], "Unknown option '--fial-on'"],
    [['scan', '--format'], "Option '--format <value>' argument missing"],
  ])('is 2 for the wrong words %j, which are answered with the right ones', async (args, says) => {
    const run = await rootguard(args);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain(says);
    expect(run.stderr.trim().split('\n')).toHaveLength(1);
  });

  test('is 0 for help and version', async () => {
    for (const args of [['help'], ['--help'], ['scan', '--help']]) {
      expect(await rootguard(args)).toMatchObject({
        code: 0,
        stderr: '',
        stdout: expect.stringContaining('--fail-on'),
      });
    }
    expect((await rootguard(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

test('what a log says cannot act on the terminal', async () => {
  const evil = '\u001b[2J\u009b1A\r\n\u202e<b>\u0000\u2028';
  const record = {
    ...rootCall(`Evil${evil}`, 's3.amazonaws.com'),
    sourceIPAddress: evil,
    recipientAccountId: evil,
  };
  const path = file(JSON.stringify(record));
  for (const format of ['text', 'ndjson']) {
    const { stdout } = await rootguard(['scan', '--format', format, path]);
    expect(stdout.length).toBeGreaterThan(50);
    expect(stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  }
  expect((await scan(path)).stdout.split('\n')).toHaveLength(2);
});

test('a file of one line and 50 MB needs no more memory than a small one', async () => {
  const [small, large] = [oneLine(5), oneLine(50)];
  const peaks = [];
  for (const path of [small, large]) {
    const peak = join(folder, 'peak');
    const preload = join(folder, 'peak.cjs');
    writeFileSync(
      preload,
      `process.on('exit', () => require('node:fs').writeFileSync(process.env.PEAK, String(process.resourceUsage().maxRSS)));`,
    );
    const run = await rootguard(['scan', '--format', 'ndjson', path], {
      node: ['--max-old-space-size=64', '--require', preload],
      env: { PEAK: peak },
    });
    expect(alertsIn(run)).toHaveLength(1);
    expect(run.code).toBe(0);
    peaks.push(Number(readFileSync(peak, 'utf8')) / 1024);
  }
  // In MB; the larger file is 45 MB larger.
  expect((peaks[1] ?? 0) - (peaks[0] ?? 0)).toBeLessThan(40);
});

test('a reader that has seen enough ends the scan without a word', async () => {
  const path = file(
    Array.from({ length: 20_000 }, (_, i) => JSON.stringify({ ...signIn, eventID: `id-${i}` })).join('\n'),
  );
  const child = spawn(
    'sh',
    ['-c', `"$0" dist/cli/rootguard.js scan "$1" | head -n 1`, process.execPath, path],
    {
      cwd: join(__dirname, '..', '..'),
    },
  );
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  await new Promise((resolve) => child.on('close', resolve));
  expect(stdout).toContain('Root signed in without MFA');
  expect(stderr).toBe('');
});

let files = 0;
function file(content: string | Buffer): string {
  const path = join(folder, `log-${files++}`);
  writeFileSync(path, content);
  return path;
}

/** `{"Records":[…]}` in one line, with one alert at the end. */
function oneLine(megabytes: number): string {
  const path = join(folder, `${megabytes}.json`);
  const out = openSync(path, 'w');
  writeSync(out, '{"Records":[');
  const record = JSON.stringify(
    userCall('GetObject', 's3.amazonaws.com', { requestParameters: { key: 'x'.repeat(1_000) } }),
  );
  const many = `${record},`.repeat(Math.ceil(1_000_000 / record.length));
  for (let i = 0; i < megabytes; i++) writeSync(out, many);
  writeSync(out, `${line}]}`);
  closeSync(out);
  return path;
}

function scan(...paths: readonly string[]): Promise<Run> {
  return rootguard(['scan', '--format', 'ndjson', ...paths]);
}
