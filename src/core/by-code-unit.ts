/**
 * Compares two texts by their code units: the same everywhere, and free. `localeCompare` depends on the machine's locale,
 * and its first call loads ICU's collation, which costs a cold start more than the whole alert path (8 to 14 ms).
 */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
