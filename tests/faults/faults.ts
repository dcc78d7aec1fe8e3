import type { Random } from './random.ts';

/** Everything that may go wrong, by kind. */
export const kinds = [
  'store-throttled',
  'store-500',
  'store-500-after',
  'store-reset',
  'store-reset-after',
  'store-timeout',
  'store-timeout-after',
  'store-timeout-late',
  'slack-429',
  'slack-5xx',
  'slack-5xx-after',
  'slack-hang',
  'slack-hang-after',
  'slack-reset',
  'slack-reset-after',
  'slack-refuses',
  'channel-archived',
  'channel-left',
  'mail-refused',
  'mail-lost-answer',
  'tag-refused',
  'tag-lost-answer',
  'crash',
  'time-limit',
  'queue-duplicate',
  'queue-delete-lost',
  'queue-rest-refused',
  'event-twice',
  'event-new-id',
  'event-addendum',
] as const;

/** One kind of fault. */
export type Kind = (typeof kinds)[number];

/** How often each kind struck. */
export type Counts = Record<Kind, number>;

/** No fault yet. */
export function noFaults(): Counts {
  return Object.fromEntries(kinds.map((kind) => [kind, 0])) as Counts;
}

/** Decides which fault strikes, and counts it. */
export interface Faults {
  /** Whether this kind strikes now. Counts it if so. */
  strikes(kind: Kind): boolean;
  /** The first of several kinds that strikes now, or undefined. */
  among(kinds: readonly Kind[]): Kind | undefined;
  /** How likely a kind strikes. */
  rate(kind: Kind): number;
  count(kind: Kind): void;
  readonly counts: Counts;
}

/**
 * The temper of one schedule: most kinds are off, the others strike seldom or often, so that some schedules meet one kind
 * of fault in a quiet world and some meet all at once. After `until` nothing goes wrong any more: everything must then
 * end well.
 */
export function createFaults(random: Random, now: () => number, until: number): Faults {
  const level = random.pick([0, 0.01, 0.05, 0.15]);
  const share = random.pick([0.15, 0.5, 1]);
  const rates = new Map(kinds.map((kind) => [kind, random.chance(share) ? level * 2 * random.next() : 0]));
  const counts = noFaults();
  const rate = (kind: Kind) => (now() < until ? (rates.get(kind) ?? 0) * weightOf(kind) : 0);
  const count = (kind: Kind) => {
    counts[kind] += 1;
  };
  const strikes = (kind: Kind) => {
    const p = rate(kind);
    if (p === 0 || !random.chance(p)) return false;
    count(kind);
    return true;
  };
  return { strikes, among: (list) => list.find(strikes), rate, count, counts };
}

/** Every wait is a point to die at: at the rate of the others nobody would ever get anything done. Mails and canaries are few. */
function weightOf(kind: Kind): number {
  if (kind === 'crash') return 0.3;
  return /^(mail|tag)-/.test(kind) ? 4 : 1;
}
