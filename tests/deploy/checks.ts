import { setTimeout as sleep } from 'node:timers/promises';

/** One thing that is to be proven. Rejects with why it is not so. */
export interface Check {
  readonly title: string;
  readonly prove: () => Promise<void>;
}

/**
 * Proves one after the other, since each leaves its marks in the same stack, with a line for each. Resolves to the totals; stops
 * short when `stopping` says so, since what it needs is being taken away.
 */
export async function proveAll(
  checks: readonly Check[],
  stopping: () => boolean,
): Promise<{ passed: number; failed: number }> {
  const totals = { passed: 0, failed: 0 };
  for (const { title, prove } of checks) {
    if (stopping()) break;
    try {
      await prove();
      totals.passed += 1;
      console.log(`ok ${title}`);
    } catch (error) {
      if (stopping()) break;
      totals.failed += 1;
      console.log(`not ok ${title}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return totals;
}

/** Throws what was expected and what came instead, unless `holds`. */
export function expectThat(holds: boolean, expected: string, instead: unknown): void {
  if (holds) return;
  throw new Error(`expected ${expected}, but got ${JSON.stringify(instead)?.slice(0, 600)}`);
}

/** Asks again and again until there is an answer. Rejects after `seconds` (20) with what was awaited. */
export async function until<T>(
  what: string,
  ask: () => T | undefined | Promise<T | undefined>,
  seconds = 20,
): Promise<T> {
  const end = Date.now() + seconds * 1_000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`waited ${seconds} s in vain for ${what}`);
    await sleep(150);
  }
}
