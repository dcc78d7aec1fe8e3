import type { Placed } from './place-events.ts';

/** Something threw, and this is what. */
export interface Failed {
  readonly failed: unknown;
}

/** Answers with what went wrong instead of throwing it. */
export async function failing<T>(attempt: () => Promise<T>): Promise<T | Failed> {
  try {
    return await attempt();
  } catch (failed) {
    return { failed };
  }
}

/**
 * Files all of these, once: when the first card is out, or cannot be drawn. New cards wait for nothing that they do not show,
 * and a storm's slow drawing holds up no record. Resolves to what failed.
 */
export function filing(
  results: readonly (Placed | Failed)[],
): () => Promise<ReadonlyMap<Placed | Failed, Failed>> {
  const file = async () => {
    const failures = new Map<Placed | Failed, Failed>();
    await Promise.all(
      results.map(async (result) => {
        const answer = 'failed' in result ? undefined : await failing(result.file);
        if (answer !== undefined) failures.set(result, answer);
      }),
    );
    return failures;
  };
  let begun: ReturnType<typeof file> | undefined;
  return () => {
    begun ??= file();
    return begun;
  };
}
