import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { at } from '../src/core/json.ts';

/** Folders that this very process holds: its own number in the file may also be left over from before a restart. */
const held = new Set<string>();

/**
 * Makes the data folder and takes it for this process; returns the way to give it back. Throws an Error with the cure
 * when another sandbox that still runs has it: two of them would damage the database.
 */
export function claimDataFolder(folder: string): () => void {
  const path = resolve(folder);
  mkdirSync(path, { recursive: true });
  const file = join(path, 'sandbox.pid');
  const holder = Number(contentOf(file));
  if (held.has(path) || (holder !== process.pid && isRunning(holder))) {
    throw new Error(
      `the data folder ${path} is in use by another sandbox (process ${holder}). Stop that one, or give this one its own folder: ROOTGUARD_DATA=.rootguard-2 npm start`,
    );
  }
  held.add(path);
  writeFileSync(file, String(process.pid));
  return () => {
    held.delete(path);
    rmSync(file, { force: true });
  };
}

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** Signal 0 only asks; EPERM means that it runs, as somebody else. */
function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return at(error, 'code') === 'EPERM';
  }
}
