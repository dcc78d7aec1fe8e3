import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { exampleEnvelope } from '../../src/core/example-envelope.ts';
import { rootCall, rootSignIn, userCall } from '../../src/core/example-event.ts';
import { findingEvent } from '../../src/core/example-guard.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { alertsIn, type Run, rootguard } from './rootguard-process.ts';

const folder = temporaryFolder();

const signIn = rootSignIn({ mfa: 'No' });
const call = rootCall('CreateBucket', 's3.amazonaws.com', { eventID: 'a-write' });
const silent = userCall('CreateBucket', 's3.amazonaws.com');
const both = ['CreateBucket', 'ConsoleLogin'];

const lookup = {
  Events: [call, silent, signIn].map((record) => ({
    EventId: record.eventID,
    EventName: record.eventName,
    CloudTrailEvent: JSON.stringify(record),
  })),
  NextToken: 'more',
};
const records = { Records: [call, silent, signIn] };
const lines = [call, silent, signIn].map((record) => JSON.stringify(record)).join('\n');

describe('a log is read in every shape', () => {
  test.each<readonly [string, string | Buffer]>([
    ["CloudTrail's own file", JSON.stringify(records)],
    ['the same, pretty-printed', JSON.stringify(records, null, 2)],
    ['the same, zipped', gzipSync(JSON.stringify(records))],
    [
      'two zipped files in one',
      Buffer.concat([gzipSync(JSON.stringify(call)), gzipSync(JSON.stringify(signIn))]),
    ],
    ['one record a line', lines],
    ['one record a line, in the manner of Windows', `\ufeff${lines.replaceAll('\n', '\r\n')}`],
    [
      'records one after the other, pretty-printed',
      [call, signIn].map((record) => JSON.stringify(record, null, 2)).join('\n'),
    ],
    ['a list of records', JSON.stringify([call, silent, signIn])],
    ['a list of files, as jq --slurp makes it', JSON.stringify([{ Records: [call] }, { Records: [signIn] }])],
    [
      'an EventBridge event a line',
      [call, signIn].map((record) => JSON.stringify(exampleEnvelope({ record }))).join('\n'),
    ],
    [
      'a list of EventBridge events',
      JSON.stringify([call, signIn].map((record) => exampleEnvelope({ record }))),
    ],
    ['what lookup-events prints', JSON.stringify(lookup, null, 4)],
    [
      'pages of lookup-events',
      `${JSON.stringify({ NextToken: 'x', Events: [lookup.Events[0]] })}${JSON.stringify({ Events: [lookup.Events[2]] })}`,
    ],
  ])('%s', async (_, content) => {
    const run = await scanOf(content);
    expect(names(run)).toEqual(both);
    expect(run).toMatchObject({ code: 0, stderr: '' });
  });

  test('one bare record, and one EventBridge event', async () => {
    expect(names(await scanOf(JSON.stringify(signIn, null, 2)))).toEqual(['ConsoleLogin']);
    expect(names(await scanOf(JSON.stringify(exampleEnvelope({ record: signIn }))))).toEqual([
      'ConsoleLogin',
    ]);
  });

  test('findings of other services', async () => {
    const finding = findingEvent('aws.guardduty', 'GuardDuty Finding', {
      id: 'f1',
      type: 'Policy:IAMUser/RootCredentialUsage',
      accountId: '444455556666',
      updatedAt: '2026-11-23T05:02:11Z',
      resource: { accessKeyDetails: { userType: 'Root' } },
    });
    expect(alertsIn(await scanOf(`${JSON.stringify(silent)}\n${JSON.stringify(finding)}`))).toMatchObject([
      { account: '444455556666', detection: 'guardduty-root-usage' },
    ]);
  });

  test('from stdin, with a dash, with a pipe, and zipped', async () => {
    for (const args of [[], ['-']]) {
      expect(names(await rootguard(['scan', '--format', 'ndjson', ...args], { stdin: lines }))).toEqual(both);
    }
    expect(names(await rootguard(['scan', '--format=ndjson'], { stdin: gzipSync(lines) }))).toEqual(both);
  });

  test('from folders in folders, in the order of names, without hidden files', async () => {
    const deep = join(folder, 'bucket', '2026', '11');
    mkdirSync(deep, { recursive: true });
    writeFileSync(join(deep, 'b.json.gz'), gzipSync(JSON.stringify({ Records: [signIn] })));
    writeFileSync(join(deep, 'a.json'), JSON.stringify({ Records: [call] }));
    writeFileSync(join(deep, '.DS_Store'), 'not JSON');
    const run = await rootguard(['scan', '--format', 'ndjson', join(folder, 'bucket')]);
    expect(names(run)).toEqual(both);
    expect(run.code).toBe(0);
  });

  test('an empty file', async () => {
    expect(await scanOf('')).toMatchObject({ code: 0, stdout: '', stderr: '' });
  });
});

describe('an alert', () => {
  test('is one JSON object a line', async () => {
    expect(alertsIn(await scanOf(JSON.stringify(signIn)))).toEqual([
      {
        eventID: signIn.eventID,
        account: '111122223333',
        time: '2026-11-23T05:02:11.000Z',
        eventName: 'ConsoleLogin',
        detection: 'root-sign-in-without-mfa',
        severity: 'critical',
        title: 'Root signed in without MFA',
        because: ['no MFA was used'],
      },
    ]);
  });

  test('is two lines for people, and the end adds up', async () => {
    const { stdout } = await rootguard(['scan', file(`${lines}\n${lines}`)]);
    expect(stdout).toContain('2026-11-23 05:02:11Z  111122223333  CRITICAL  Root signed in without MFA\n');
    expect(stdout).toContain(
      '    no MFA was used\n    ConsoleLogin from 198.51.100.7 [root-sign-in-without-mfa]\n',
    );
    expect(stdout).toMatch(/account +critical +high +medium +low\n111122223333 +1 +1 +0 +0\n/);
    expect(stdout).toMatch(
      /2 alerts in 6 records of 1 file, [\d.]+ s, \d+ MB\/s\. Alerts that stood there again: 2\.\n$/,
    );
  });

  test('of little severity can be left out', async () => {
    const run = await rootguard(['scan', '--format', 'ndjson', '--min-severity', 'critical', file(lines)]);
    expect(names(run)).toEqual(['ConsoleLogin']);
  });

  test('is told once per account, however many trails recorded it', async () => {
    const elsewhere = { ...signIn, recipientAccountId: '444455556666' };
    const run = await scanOf([signIn, signIn, elsewhere].map((record) => JSON.stringify(record)).join('\n'));
    expect(alertsIn(run).map(({ account }) => account)).toEqual(['111122223333', '444455556666']);
  });
});

describe('a redacted log is survived', () => {
  test('without account, time and id, or with dots in their places', async () => {
    const dots = { eventID: '...', eventTime: '...', recipientAccountId: '...', sourceIPAddress: '...' };
    const identity = { type: 'Root' };
    const { eventID: _, eventTime: __, recipientAccountId: ___, ...bare } = signIn;
    const run = await scanOf(
      [
        { ...bare, userIdentity: identity },
        { ...signIn, ...dots, userIdentity: identity },
        { ...call, ...dots, userIdentity: identity },
      ]
        .map((record) => JSON.stringify(record))
        .join('\n'),
    );
    expect(alertsIn(run)).toHaveLength(3);
    for (const alert of alertsIn(run)) expect(alert).toMatchObject({ account: 'unknown', time: null });
    expect(new Set(alertsIn(run).map(({ eventID }) => eventID)).size).toBe(3);
  });

  test('an EventBridge event whose record has no account', async () => {
    const { recipientAccountId: _, ...rest } = signIn;
    const envelope = {
      ...exampleEnvelope({ record: signIn }),
      detail: { ...rest, userIdentity: { type: 'Root' } },
    };
    expect(alertsIn(await scanOf(JSON.stringify(envelope)))).toMatchObject([{ account: '111122223333' }]);
  });

  test('but an EventBridge event that was forged is no alert', async () => {
    const forged = { ...exampleEnvelope({ record: signIn }), source: 'com.example.app' };
    const run = await scanOf(JSON.stringify(forged));
    expect(run.stdout).toBe('');
    expect(run.stderr).toContain('foreign-source');
  });
});

function names(run: Run): readonly unknown[] {
  return alertsIn(run).map(({ eventName }) => eventName);
}

let files = 0;
function file(content: string | Buffer): string {
  const path = join(folder, `log-${files++}`);
  writeFileSync(path, content);
  return path;
}

function scanOf(content: string | Buffer): Promise<Run> {
  return rootguard(['scan', '--format', 'ndjson', file(content)]);
}
