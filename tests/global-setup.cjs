/** Tests drive the built bundles, so the bundles must be those of this very source: builds once before any test. */
const { spawnSync } = require('node:child_process');
const { join } = require('node:path');

module.exports = () => {
  const built = spawnSync(process.execPath, [join(__dirname, '../scripts/build.mjs')], { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`The build failed:\n${built.stdout}${built.stderr}`);
};
