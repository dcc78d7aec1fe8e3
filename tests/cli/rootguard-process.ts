import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** What a run of the command left behind. */
export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const built = join(__dirname, '..', '..', 'dist', 'cli', 'rootguard.js');

/** Runs the built command to its end, with this on stdin. */
export async function rootguard(
  args: readonly string[],
  {
    stdin = '',
    node = [],
    env = {},
  }: { stdin?: string | Buffer; node?: readonly string[]; env?: NodeJS.ProcessEnv } = {},
): Promise<Run> {
  const child = spawn(process.execPath, [...node, built, ...args], { env: { ...process.env, ...env } });
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  // It may end before it has read all.
  child.stdin.on('error', () => {});
  child.stdin.end(stdin);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() };
}

/** The lines of `--format ndjson`, read. */
export function alertsIn({ stdout }: Run): readonly Record<string, unknown>[] {
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}
