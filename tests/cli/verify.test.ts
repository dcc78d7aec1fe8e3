import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chained } from '../../src/core/evidence.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { rootguard } from './rootguard-process.ts';

const folder = temporaryFolder();
const saved = (text: string) => {
  const path = join(mkdtempSync(join(folder, 'verify-')), 'report.ndjson');
  writeFileSync(path, text);
  return path;
};

test('says how to compare the head, where it was not given', async () => {
  const { text, head } = chained([{ type: 'rootguard-evidence', month: '2026-11' }]);
  const run = await rootguard(['verify', saved(text)]);
  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(run.stdout).toContain(`Last hash: ${head}`);
  expect(run.stdout).toContain('--head HASH');
});

test.each([
  ['no file', [], 'Name one file'],
  ['two files', ['a', 'b'], 'Name one file'],
  ['a head that is none', ['--head', 'abc', 'a'], '64 digits'],
  ['an option that is none', ['--fast', 'a'], 'rootguard help'],
  ['a file that is not there', ['/nowhere/at-all'], 'cannot be read: ENOENT'],
])('%s is wrong usage, and nothing is said to be whole', async (_, args, words) => {
  const run = await rootguard(['verify', ...args]);
  expect(run).toMatchObject({ code: 2, stdout: '' });
  expect(run.stderr).toContain(words);
});

test.each([
  ['an empty file', ''],
  ['another file', '{"Records":[]}\n'],
  ['a chain of something else', chained([{ type: 'something-else' }]).text],
])('%s is no report', async (_, text) => {
  const run = await rootguard(['verify', saved(text)]);
  expect(run).toMatchObject({ code: 2, stdout: '' });
  expect(run.stderr).toContain('is no report of RootGuard');
});
