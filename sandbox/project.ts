import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The absolute path of a file of the project, wherever this code runs from: `sandbox/` under jest,
 * `dist/sandbox/main.js` under `npm start`.
 */
export function projectPath(...parts: readonly string[]): string {
  return join(projectFolder(__dirname), ...parts);
}

function projectFolder(from: string): string {
  if (existsSync(join(from, 'package-lock.json'))) return from;
  const parent = dirname(from);
  if (parent === from)
    throw new Error('RootGuard runs from its project folder; package-lock.json was not found.');
  return projectFolder(parent);
}
