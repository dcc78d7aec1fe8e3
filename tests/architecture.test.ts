import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { type Import, importsBelow } from './support/imports.ts';

const root = join(__dirname, '..');

/**
 * Who may import whom: a part of src, and what it may see of the project and of packages. `type:` allows only
 * `import type`. Anything that is not here fails the build.
 */
const table: Readonly<Record<string, readonly string[]>> = {
  core: ['core', 'node:crypto'],
  http: ['http', 'node:http', 'node:https'],
  detections: ['detections', 'core'],
  posture: ['posture', 'core'],
  guides: ['guides', 'core'],
  flows: ['flows', 'core', 'detections', 'posture'],
  blocks: ['blocks', 'core', 'detections', 'posture', 'type:@slack/types'],
  slack: ['slack', 'core', 'blocks', 'http'],
  aws: ['aws', 'core', 'http', 'node:crypto', 'node:timers/promises', '@aws-sdk/', 'csv-parse/sync'],
  chores: ['chores', 'core', 'blocks', 'flows', 'listeners'],
  listeners: ['listeners', 'chores', 'core', 'blocks', 'flows', 'guides', 'type:slack', 'type:@slack/bolt'],
  'app.ts': ['listeners', '@slack/bolt'],
  'config.ts': ['core', 'config-values.ts', 'config-secrets.ts'],
  'config-secrets.ts': ['config-values.ts'],
  'config-values.ts': ['core'],
  'log.ts': ['core'],
  lambda: ['*'],
  cli: ['*'],
};

const imports = importsBelow(root, 'src');

describe('imports point one way', () => {
  test('every file of src keeps to the table', () => {
    expect(
      imports.filter((entry) => !isAllowed(entry)).map(({ file, specifier }) => `${file} -> ${specifier}`),
    ).toEqual([]);
  });

  test('src never imports the sandbox or a test', () => {
    const outside = imports
      .map(target)
      .filter((path) => path.startsWith('sandbox') || path.startsWith('tests'));
    expect(outside).toEqual([]);
  });

  test('only config.ts reads the environment', () => {
    const readers = importedFiles().filter((file) => /\bprocess\.env\b/.test(withoutComments(file)));
    expect(readers).toEqual(['src/config.ts']);
  });
});

describe('generated indexes', () => {
  test('are what the folders say', () => {
    const check = spawnSync(process.execPath, ['scripts/generate.mjs', '--check'], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(check.stderr).toBe('');
    expect(check.status).toBe(0);
  });
});

describe('files', () => {
  test('stay short: one file, one thought', () => {
    const long = importedFiles()
      .map((file) => ({ file, lines: readFileSync(join(root, file), 'utf8').split('\n').length }))
      .filter(({ lines }) => lines > 175);
    expect(long).toEqual([]);
  });
});

function isAllowed(entry: Import): boolean {
  const allowed = table[partOf(entry.file.replace(/^src\//, ''))] ?? [];
  const path = target(entry);
  const name = path.startsWith('src/') ? partOf(path.slice('src/'.length)) : path;
  return allowed.some((rule) => {
    if (rule === '*') return true;
    if (rule.startsWith('type:')) return entry.typeOnly && matches(rule.slice('type:'.length), name);
    return matches(rule, name);
  });
}

function matches(rule: string, name: string): boolean {
  return rule.endsWith('/') ? name.startsWith(rule) : name === rule;
}

/** What an import leads to: a path of the project, or a package. */
function target({ file, specifier }: Import): string {
  return specifier.startsWith('.') ? normalize(join(file, '..', specifier)) : specifier;
}

function partOf(path: string): string {
  return path.split('/')[0] ?? path;
}

function importedFiles(): string[] {
  return [...new Set(imports.flatMap((entry) => [entry.file, target(entry)]))]
    .filter((file) => file.startsWith('src/'))
    .sort();
}

function withoutComments(file: string): string {
  return readFileSync(join(root, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
}
