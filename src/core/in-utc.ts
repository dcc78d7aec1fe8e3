/** A time (ms since the epoch) to the minute, where Slack cannot put the reader's own: `2026-11-23 05:02 UTC`. */
export function inUtc(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
