import { spawn, spawnSync } from 'node:child_process';
import { createWriteStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { exampleEnvelope } from '../../src/core/example-envelope.ts';
import { rootCall, rootSignIn, userCall } from '../../src/core/example-event.ts';
import type { JsonObject } from '../../src/core/json.ts';

const cli = join(__dirname, '../../dist/cli/rootguard.js');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rootguard-scan-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function file(content: string | Buffer, name = `file-${++files}.json`): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function scan(args: readonly string[], input: string | Buffer = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'scan', ...args], {
    input,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

/** The alerts of a scan with ndjson. */
function alerts(
  args: readonly string[],
  input: string | Buffer = '',
): readonly { readonly eventID: string; readonly detection: string }[] {
  const { stdout } = scan(['--format', 'ndjson', ...args], input);
  return stdout.trim() === ''
    ? []
    : stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
}

let ids = 0;
const withId = (record: JsonObject, change: JsonObject = {}): JsonObject => ({
  ...record,
  eventID: `event-${++ids}`,
  ...change,
});
const signIn = () => withId(rootSignIn({ mfa: 'No' }));
const noise = () => withId(userCall('ListUsers', 'iam.amazonaws.com', { readOnly: true }));

describe('rootguard scan reads', () => {
  const records = [noise(), signIn(), noise(), signIn()];
  const wanted = records.filter((_, index) => index % 2 === 1).map(({ eventID }) => eventID);
  const lookup = {
    Events: records.map((record) => ({
      EventId: record.eventID,
      Username: 'root',
      CloudTrailEvent: JSON.stringify(record),
    })),
  };
  const envelopes = records.map((record) => exampleEnvelope({ record }));

  test.each<[string, string | Buffer]>([
    ["CloudTrail's own files", JSON.stringify({ Records: records })],
    ['the same, packed', gzipSync(JSON.stringify({ Records: records }))],
    ['the same, printed for people', JSON.stringify({ Records: records }, null, 2)],
    ['a list of records', JSON.stringify(records)],
    ['one record a line', records.map((record) => JSON.stringify(record)).join('\n')],
    [
      'records printed for people, one after the other',
      records.map((record) => JSON.stringify(record, null, 4)).join('\n'),
    ],
    ['EventBridge events', JSON.stringify(envelopes)],
    ['EventBridge events, one a line', envelopes.map((envelope) => JSON.stringify(envelope)).join('\r\n')],
    ['the output of lookup-events', JSON.stringify(lookup, null, 4)],
    [
      'several files of CloudTrail in one',
      `${JSON.stringify({ Records: records.slice(0, 2) })}\n${JSON.stringify({ Records: records.slice(2) })}`,
    ],
    ['a file with a byte order mark', `\uFEFF${JSON.stringify({ Records: records })}`],
  ])('%s', (_, content) => {
    expect(alerts([file(content)]).map(({ eventID }) => eventID)).toEqual(wanted);
    expect(alerts([], content).map(({ eventID }) => eventID)).toEqual(wanted);
  });

  test('a bare record', () => {
    expect(alerts([file(JSON.stringify(signIn()))])).toHaveLength(1);
  });

  test('a folder with everything below it', () => {
    mkdirSync(join(folder, 'logs/2026/11'), { recursive: true });
    file(JSON.stringify({ Records: [signIn()] }), 'logs/a.json');
    file(gzipSync(JSON.stringify({ Records: [signIn()] })), 'logs/2026/11/b.json.gz');
    expect(alerts([join(folder, 'logs')])).toHaveLength(2);
  });

  test('records that a test suite has redacted', () => {
    const record = {
      ...rootSignIn(),
      eventID: undefined,
      recipientAccountId: '...',
      eventTime: '...',
      userIdentity: { type: 'Root', accountId: '...' },
    };
    const [alert] = alerts([file(JSON.stringify(record))]);
    expect(alert).toMatchObject({ account: 'unknown', detection: 'root-sign-in' });
  });

  test('an event once, however often a log holds it', () => {
    const record = signIn();
    expect(alerts([file(JSON.stringify([record, record])), file(JSON.stringify(record))])).toHaveLength(1);
  });

  test('a record that writes its letters as escapes', () => {
    expect(alerts([file(JSON.stringify(signIn()).replaceAll('Root', '\\u0052oot'))])).toHaveLength(1);
  });
});

describe('rootguard scan tells', () => {
  test('one line of JSON an alert, with every field', () => {
    const [alert] = alerts([file(JSON.stringify(withId(rootSignIn({ mfa: 'No' }), { eventID: 'the-id' })))]);
    expect(alert).toEqual({
      eventID: 'the-id',
      account: '111122223333',
      time: '2026-11-23T05:02:11.000Z',
      eventName: 'ConsoleLogin',
      detection: 'root-sign-in-without-mfa',
      severity: 'critical',
      title: 'Root signed in without MFA',
      because: ['no MFA was used'],
    });
  });

  test('people in lines, with a summary by account and severity', () => {
    const { stdout, status } = scan([
      file(JSON.stringify([signIn(), signIn(), withId(rootCall('CreateUser', 'iam.amazonaws.com'))])),
    ]);
    expect(status).toBe(0);
    expect(stdout).toContain('CRITICAL Root signed in without MFA');
    expect(stdout).toContain('111122223333  2 critical, 1 high');
  });

  test('nothing that moves the cursor or fakes a line', () => {
    const record = withId(rootSignIn(), { sourceIPAddress: '\u001b[2J\nCRITICAL all is well\r\u202E' });
    const { stdout } = scan([file(JSON.stringify(record))]);
    expect(stdout.replaceAll('\n', '')).not.toMatch(/\p{Cc}|\u202E/u);
    expect(stdout).not.toMatch(/^CRITICAL all/m);
  });

  test('only what is severe enough', () => {
    const path = file(
      JSON.stringify([signIn(), withId(rootCall('ListUsers', 'iam.amazonaws.com', { readOnly: true }))]),
    );
    expect(alerts([path])).toHaveLength(2);
    expect(alerts(['--min-severity', 'high', path])).toHaveLength(1);
  });
});

describe('rootguard scan ends with', () => {
  const quiet = () => file(JSON.stringify({ Records: [noise()] }));
  const bad = () => file(JSON.stringify({ Records: [signIn()] }));

  test.each<[string, () => readonly string[], number]>([
    ['0 when all is quiet', () => [quiet()], 0],
    ['0 for an alert that nobody fails on', () => [bad()], 0],
    ['1 for an alert to fail on', () => ['--fail-on', 'high', bad()], 1],
    [
      '0 if the alert is not severe enough',
      () => ['--fail-on', 'critical', file(JSON.stringify(withId(rootSignIn())))],
      0,
    ],
    ['2 for a path that does not exist', () => [join(folder, 'nowhere.json')], 2],
    ['2 for a severity that does not exist', () => ['--fail-on', 'terrible', quiet()], 2],
    ['2 for an option that does not exist', () => ['--loud'], 2],
  ])('%s', (_, args, status) => {
    expect(scan(args()).status).toBe(status);
  });

  test.each<[string, string | Buffer]>([
    ['text', 'this is no log\n'],
    ['half a file', JSON.stringify({ Records: [noise(), noise()] }).slice(0, -40)],
    [
      'a broken line between good ones',
      `${JSON.stringify(signIn())}\n{"eventName": "Cons\n${JSON.stringify(signIn())}\n`,
    ],
    ['a record that is never closed', `{"a": {"b": 1}\n${JSON.stringify(signIn())}\n`],
    ['half a packed file', gzipSync(JSON.stringify({ Records: [noise()] })).subarray(0, 60)],
  ])('2 and the name of the file for %s, and the rest is scanned', (_, content) => {
    const broken = file(content);
    const { status, stderr, stdout } = scan(['--format', 'ndjson', broken, bad()]);
    expect(status).toBe(2);
    expect(stderr).toContain(broken);
    expect(stdout.trim().split('\n').at(-1)).toContain('root-sign-in-without-mfa');
  });

  test('nothing but a full stop when its reader goes away', async () => {
    const many = file(JSON.stringify({ Records: Array.from({ length: 5_000 }, signIn) }));
    const child = spawn(process.execPath, [cli, 'scan', '--format', 'ndjson', many], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let complaint = '';
    child.stderr.on('data', (chunk) => (complaint += chunk));
    child.stdout.once('data', () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect({ code, complaint }).toEqual({ code: 0, complaint: '' });
  });
});

test('memory does not grow with the log: 100 MB in one line, within 64 MB of heap', async () => {
  const path = join(folder, 'large.json');
  const out = createWriteStream(path);
  const block = `${Array.from({ length: 1_000 }, () => JSON.stringify(noise())).join(',')},`;
  out.write('{"Records":[');
  for (let size = 0; size < 100_000_000; size += block.length) {
    if (!out.write(block)) await new Promise<void>((resolve) => out.once('drain', resolve));
  }
  await new Promise((resolve) => out.end(`${JSON.stringify(signIn())}]}`, () => resolve(undefined)));
  const { status, stdout } = spawnSync(
    process.execPath,
    ['--max-old-space-size=64', cli, 'scan', '--format', 'ndjson', path],
    { encoding: 'utf8' },
  );
  expect(status).toBe(0);
  expect(stdout.trim().split('\n')).toHaveLength(1);
});
