import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Check, expectThat, until } from './checks.ts';

/**
 * Runs of this very program that do not come to their end: nothing of them may stay behind, neither a process nor
 * a file. `opened` gets the way to end a run, should this one be interrupted meanwhile.
 */
export function cleanupChecks(opened: (() => unknown)[]): readonly Check[] {
  return [
    {
      title: 'after Ctrl-C in the middle of the checks nothing is left',
      prove: () =>
        leavesNothing(opened, 130, async ({ child, said }) => {
          await until('the first check', () => /^ok /m.test(said()) || undefined, 90);
          child.kill('SIGINT');
        }),
    },
    {
      title: 'after a SIGTERM while it starts nothing is left',
      prove: () =>
        leavesNothing(opened, 143, async ({ child, folder }) => {
          await until('MiniStack', () => miniStackOf(folder), 60);
          child.kill('SIGTERM');
        }),
    },
    {
      title: 'after a failure, since MiniStack died, nothing is left, and the failure is counted',
      prove: () =>
        leavesNothing(opened, 1, async ({ folder, said, ended }) => {
          const pid = await until('MiniStack', () => miniStackOf(folder), 60);
          process.kill(pid, 'SIGKILL');
          await ended;
          expectThat(/^0 passed, 1 failed$/m.test(said()), 'a failure', said());
        }),
    },
  ];
}

interface Run {
  readonly child: ChildProcess;
  /** Where it puts everything temporary. */
  readonly folder: string;
  readonly said: () => string;
  readonly ended: Promise<unknown>;
}

async function leavesNothing(
  opened: (() => unknown)[],
  code: number,
  interrupt: (run: Run) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'rootguard-cleanup-'));
  const child = spawn(process.execPath, [String(process.argv[1])], {
    env: { ...process.env, TMPDIR: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout?.on('data', (text) => {
    said += text;
  });
  const ended = once(child, 'exit');
  const end = async () => {
    if (child.exitCode === null && child.kill()) await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  opened.push(end);
  try {
    await interrupt({ child, folder, said: () => said, ended });
    await ended;
    expectThat(child.exitCode === code, `exit code ${code}`, child.exitCode);
    expectThat(readdirSync(folder).length === 0, 'an empty folder', readdirSync(folder));
    // A process that was told to end needs a moment.
    await sleep(500);
    expectThat(processesOf(folder).length === 0, 'no process', processesOf(folder));
  } finally {
    await end();
  }
}

/** The processes that were started with this folder for everything temporary. Linux tells; elsewhere there is nothing to see. */
function processesOf(folder: string): readonly { readonly pid: number; readonly command: string }[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    if (!contentOf(pid, 'environ').includes(`TMPDIR=${folder}`)) return [];
    return [{ pid: Number(pid), command: contentOf(pid, 'cmdline') }];
  });
}

function miniStackOf(folder: string): number | undefined {
  return processesOf(folder).find(({ command }) => command.includes('tests/deploy/aws.py'))?.pid;
}

function contentOf(pid: string, file: string): string {
  try {
    return readFileSync(join('/proc', pid, file), 'utf8');
  } catch {
    return '';
  }
}
