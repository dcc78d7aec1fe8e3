/** Remembers the last `size` keys that it was asked about, so that memory stays flat however long a log is. */
export function createSeen(size: number): (key: string) => boolean {
  const keys = new Set<string>();
  return (key) => {
    // A set keeps the order of insertion: what is asked about again becomes the youngest.
    const known = keys.delete(key);
    keys.add(key);
    const [oldest] = keys;
    if (keys.size > size && oldest !== undefined) keys.delete(oldest);
    return known;
  };
}
