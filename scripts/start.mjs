/** `npm start`: installs what is missing, builds, and runs RootGuard (the sandbox, or a real workspace when its tokens are set). */
import './ensure-installed.mjs';

await import('./build.mjs');
const { createRequire } = await import('node:module');
createRequire(import.meta.url)('../dist/sandbox/main.js');
