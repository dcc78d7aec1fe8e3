/** So much may two clocks differ, in ms. */
const tolerance = 5 * 60_000;

/**
 * Whether a time that AWS or another clock told lies in our future, so that it would look fresh for long: then nothing is known by
 * it. Both in ms since the epoch.
 */
export function isAhead(told: number, now: number): boolean {
  return told - now > tolerance;
}
