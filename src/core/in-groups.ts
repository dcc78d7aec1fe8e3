/** Does something with each of many, a few at a time, and gives the results in their order. Rejects with the first failure. */
export async function inGroups<T, R>(
  all: readonly T[],
  size: number,
  each: (one: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < all.length; start += size)
    results.push(...(await Promise.all(all.slice(start, start + size).map(each))));
  return results;
}
