import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootguard } from '../cli/rootguard-process.ts';
import { useSandbox } from '../support/sandbox.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();
const sandbox = useSandbox({ retryMs: 20 });

const type = async (user: string, text: string) => {
  const { body } = await sandbox().post('/slack/command', { user, text });
  await sandbox().idle();
  return JSON.stringify(body);
};
const messages = () => sandbox().slack.messages('C0ALERTS');
const files = () => messages().filter((message) => message.files !== undefined);
const fileOf = (message: ReturnType<typeof messages>[number] | undefined) => {
  const id = String(message?.files?.[0]?.id);
  const bytes = sandbox().slack.file(id)?.bytes;
  if (bytes === undefined) throw new Error('There is no file.');
  return bytes.toString();
};
const saved = (text: string) => {
  const path = join(mkdtempSync(join(folder, 'report-')), 'report.ndjson');
  writeFileSync(path, text);
  return path;
};
const headIn = (text: string) => /[0-9a-f]{64}/.exec(text)?.[0] ?? 'none';

describe('history and evidence', () => {
  test('history tells what became of each incident, of drills apart, and of one account alone', async () => {
    expect(await type('U0LEE', 'history')).toContain('No incidents');
    await sandbox().fire('root-sign-in-without-mfa');
    const [card] = messages();
    await sandbox().post('/slack/action', { user: 'U0LEE', message_ts: card?.ts, action_id: 'acknowledge' });
    await sandbox().idle();
    await sandbox().fire('trail-stopped', { account: '444455556666' });
    await type('U0LEE', 'drill');

    const all = await type('U0LEE', 'history');
    expect(all).toContain('2 incidents, 1 drill');
    expect(all).toContain('Lee is on it');
    expect(all).toContain('*Drill* · *acme-prod*');
    const one = await type('U0KIM', 'history acme-dev 7d');
    expect(one).toContain('acme-dev의 알림 1건');
    expect(one).not.toContain('acme-prod');
    expect(await type('U0LEE', 'history 4444 5555 6666 2w')).toContain('1 incident in acme-dev');
    expect(await type('U0LEE', 'history 123456789012')).toContain('No incidents in 123456789012');
    expect(await type('U0LEE', 'history yesterday')).toContain('neither an account nor a time');
  });

  test('a report is a file that proves itself, and says its head in Slack', async () => {
    expect(await type('U0LEE', 'report')).toContain('Gathering');
    expect(JSON.stringify(sandbox().slack.ephemeral('U0LEE'))).toContain('in the alerts channel');
    const [message] = files();
    const said = message?.text ?? '';
    expect(said).toContain('2 incidents (Critical 2)');
    expect(said).toContain('Drills: 1 (in none of these numbers)');
    expect(said).toContain('asked for by Lee');

    const text = fileOf(message);
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const happened = lines.filter(({ entry }) => !/check$/.test(entry.type));
    expect(happened.map(({ entry }) => entry.type)).toEqual([
      'rootguard-evidence',
      'incident',
      'incident',
      'incident',
      'guard',
      'end',
    ]);
    expect(lines.at(-1)?.hash).toBe(headIn(said));
    const [signIn, , drill] = lines.slice(1).map(({ entry }) => entry.parts);
    const document = signIn.find(({ part }: { part: string }) => part === 'INCIDENT').document;
    expect(document.log.map(({ did }: { did: string }) => did)).toEqual(['opened', 'posted', 'acknowledged']);
    expect(document.marks).toBeUndefined();
    const record = signIn.find(({ part }: { part: string }) => part.startsWith('EVENT#')).document.raw;
    expect(record.eventName).toBe('ConsoleLogin');
    expect(drill.map(({ part }: { part: string }) => part.split('#')[0])).toEqual([
      'DRILL',
      'EVENT',
      'INCIDENT',
    ]);

    const run = await rootguard(['verify', '--head', headIn(said), saved(text)]);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toContain(`Whole: ${lines.length - 1} entries`);
  });

  test('whoever changes the file is found out, also when they make all hashes anew', async () => {
    const [message] = files();
    const text = fileOf(message);
    const head = headIn(message?.text ?? '');
    const lines = text.trim().split('\n');

    const changed = await rootguard(['verify', saved(text.replace('"Lee"', '"Kim"'))]);
    expect(changed).toMatchObject({ code: 1 });
    expect(changed.stdout).toMatch(/line 1: was changed[\s\S]*NOT WHOLE/);
    const removed = await rootguard(['verify', saved(lines.toSpliced(2, 1).join('\n'))]);
    expect(removed).toMatchObject({ code: 1 });
    expect(removed.stdout).toContain('line 3: does not follow');
    const other = await rootguard(['verify', '--head', 'f'.repeat(64), saved(text)]);
    expect(other).toMatchObject({ code: 1 });
    expect(other.stdout).toContain(`The last hash is ${head}, and not ${'f'.repeat(64)}`);
  });

  test('the next report names the one before', async () => {
    await type('U0KIM', 'report last');
    await type('U0KIM', 'report');
    const [first, second, third] = files();
    const beginning = (message: typeof first) => JSON.parse(fileOf(message).split('\n')[0] ?? '').entry;
    expect(beginning(second)).toMatchObject({
      incidents: 0,
      reportBefore: { head: headIn(first?.text ?? '') },
    });
    expect(beginning(third).reportBefore.head).toBe(headIn(second?.text ?? ''));
    expect(second?.text).toContain('No incidents');
  });

  test('is for those who may act, and for months that there are; what Slack refuses is said', async () => {
    const before = files().length;
    await type('U0SAM', 'report');
    expect(JSON.stringify(sandbox().slack.ephemeral('U0SAM'))).toContain('Only members');
    await type('U0LEE', 'report 2026-13');
    expect(JSON.stringify(sandbox().slack.ephemeral('U0LEE'))).toContain('is no month');
    await sandbox().post('/faults', {
      slack: [{ method: 'files.completeUploadExternal', status: 503, times: 1 }],
    });
    await type('U0LEE', 'report');
    await sandbox().post('/faults', {});
    expect(JSON.stringify(sandbox().slack.ephemeral('U0LEE'))).toContain('Slack refused');
    expect(files()).toHaveLength(before);
  });
});
