/** Does something to every member, at most `atOnce` at a time, in their order. Rejects with the first failure and starts no more. */
export async function inParallel<T>(
  members: readonly T[],
  atOnce: number,
  work: (member: T) => Promise<unknown>,
): Promise<void> {
  const queue = members.values();
  let failed = false;
  const hand = async () => {
    for (const member of queue) {
      if (failed) return;
      await work(member).catch((error: unknown) => {
        failed = true;
        throw error;
      });
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, members.length) }, hand));
}
