/**
 * Starts once and keeps what came of it; a failed start is reported and tried again with the next call, so that one hiccup
 * at a cold start does not break the function until Lambda happens to replace it.
 */
export function lazily<T>(start: () => Promise<T>, report: (error: unknown) => void): () => Promise<T> {
  let started: Promise<T> | undefined;
  return () => {
    started ??= start().catch((error: unknown) => {
      started = undefined;
      report(error);
      throw error;
    });
    return started;
  };
}
