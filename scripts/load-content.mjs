/** Loads the project's TypeScript content (detections, checks) for scripts: bundled by esbuild, because Node 20 reads no types. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What a module of src exports. */
export async function loadContent(path) {
  const folder = mkdtempSync(join(tmpdir(), 'rootguard-content-'));
  const outfile = join(folder, 'content.cjs');
  try {
    await build({
      absWorkingDir: root,
      entryPoints: [path],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      logLevel: 'error',
    });
    return createRequire(import.meta.url)(outfile);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
