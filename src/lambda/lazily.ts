/**
 * Starts once and keeps what came of it; a failed start is tried again with the next call, so that one hiccup at a
 * cold start does not break the function until Lambda happens to replace it.
 */
export function lazily<T>(start: () => Promise<T>): () => Promise<T> {
  let started: Promise<T> | undefined;
  return () => {
    started ??= start().catch((error: unknown) => {
      started = undefined;
      throw error;
    });
    return started;
  };
}
