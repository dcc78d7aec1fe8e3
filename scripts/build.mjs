/**
 * Builds what is deployed (dist/lambda/<door>/index.js), the CLI and the sandbox with esbuild.
 *
 * CommonJS on purpose: on Node 22 and newer an ESM import of node:http loads undici, which costs a cold start
 * more than all of our own code does.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { leanContent } from './lean-content.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Bolt loads these at import, but only Socket Mode and OAuth use them; over HTTP they are dead weight. */
const unusedOverHttp = {
  name: 'unused-over-http',
  setup(plugin) {
    plugin.onResolve({ filter: /^(@slack\/socket-mode|undici)$/ }, ({ path }) => ({
      path,
      namespace: 'unused',
    }));
    plugin.onLoad({ filter: /.*/, namespace: 'unused' }, ({ path }) => ({
      contents:
        path === 'undici'
          ? 'module.exports = {}'
          : 'module.exports = { SocketModeClient: class {}, LogLevel: {} }',
    }));
  },
};

/** The AWS SDK is large, and one command of the CLI needs it: that command is a bundle beside the CLI's. */
const besides = {
  name: 'besides',
  setup(plugin) {
    plugin.onResolve({ filter: /^\.\/doctor\.ts$/ }, () => ({ path: './doctor.js', external: true }));
  },
};

const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  mainFields: ['module', 'main'],
  legalComments: 'none',
  logLevel: 'warning',
};

const built = (name) => `dist/lambda/${name}/index.js`;

const door = (name, plugins) =>
  build({
    ...shared,
    entryPoints: [`src/lambda/${name}.ts`],
    outfile: built(name),
    target: 'node22',
    minify: true,
    // Korean as it is takes half of what its escapes would.
    charset: 'utf8',
    metafile: true,
    plugins,
  });

const doors = [
  door('slack', [unusedOverHttp]),
  door('events', [leanContent(`${root}${built('events')}`)]),
  door('worker', [unusedOverHttp]),
];
await Promise.all([
  ...doors,
  optional('src/cli/rootguard.ts', {
    outfile: 'dist/cli/rootguard.js',
    target: 'node20',
    banner: { js: '#!/usr/bin/env node' },
    plugins: [besides],
  }),
  optional('src/cli/doctor.ts', { outfile: 'dist/cli/doctor.js', target: 'node20', minify: true }),
  optional('sandbox/main.ts', {
    outfile: 'dist/sandbox/main.js',
    target: 'node20',
    packages: 'external',
    sourcemap: 'linked',
  }),
  optional('sandbox/lambda/thread.ts', { outfile: 'dist/sandbox/thread.js', target: 'node20' }),
]);

if (process.argv.includes('--sizes')) {
  for (const { metafile } of await Promise.all(doors)) {
    for (const [file, { bytes }] of Object.entries(metafile.outputs))
      console.log(`${file}  ${(bytes / 1024).toFixed(0)} KiB`);
  }
}

function optional(entry, options) {
  return existsSync(`${root}${entry}`) ? build({ ...shared, entryPoints: [entry], ...options }) : undefined;
}
