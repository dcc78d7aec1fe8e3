import type { CheckResult } from './posture.ts';
import {
  type CheckState,
  type Closing,
  type Fix,
  isInOrder,
  type KnownOutcome,
  openSinceOf,
  type PostureRecord,
  type Suspicion,
  secondLookAfter,
} from './posture-record.ts';
import { atLeast } from './severity.ts';

/** What a look tells of one check. */
export type Seen = Pick<CheckResult, 'check' | 'outcome' | 'severity' | 'quiet'>;

/** What kind of look it was. */
export interface LookKind {
  /** The name of the person who asked for it, if it was to see whether something is fixed. */
  readonly by?: string;
  /** Whether a failure at the first look is news: not before the whole installation was looked at once. */
  readonly firstIsNews?: boolean;
  /** True if it is the second look at what looked worse, however short ago the first was. */
  readonly second?: boolean;
}

/** A check that is in order now and was not. */
export interface Fixed extends Fix {
  readonly check: string;
}

/**
 * The record after a look, and what is fixed. What got worse is only suspected until a second look says so, too. Facts that are
 * older than the record's change nothing.
 */
export function lookedAt(
  record: PostureRecord,
  results: readonly Seen[],
  at: number,
  kind: LookKind = {},
): { readonly record: PostureRecord; readonly fixed: readonly Fixed[] } {
  if (at < record.at) return { record, fixed: [] };
  const states = new Map(Object.entries(record.states));
  const suspicions = new Map(Object.entries(record.suspicions ?? {}));
  const fixed: Fixed[] = [];
  for (const { outcome, ...seen } of results) {
    if (outcome === 'unknown') continue;
    const { check } = seen;
    const [before, suspicion] = [states.get(check), suspicions.get(check)];
    if (!isNews(before, { ...seen, outcome }, kind)) {
      suspicions.delete(check);
      const next = settled({ before, suspicion, outcome, at, kind });
      states.set(check, next);
      if (next.fixed !== undefined && next.fixed !== before?.fixed) fixed.push({ check, ...next.fixed });
    } else if (suspicion === undefined) {
      suspicions.set(check, { at });
    } else if (kind.second === true || at - suspicion.at >= secondLookAfter) {
      suspicions.delete(check);
      states.set(check, worsened(before, outcome, suspicion.at));
    }
  }
  const { suspicions: _old, ...rest } = record;
  return {
    record: {
      ...rest,
      at,
      states: Object.fromEntries(states),
      ...(suspicions.size > 0 && { suspicions: Object.fromEntries(suspicions) }),
      version: record.version + 1,
    },
    fixed,
  };
}

/**
 * Whether somebody must be told by an alert: of every failure that was none before, and of a warning about something grave that
 * was in order.
 */
function isNews(
  before: CheckState | undefined,
  { outcome, severity, quiet }: Omit<Seen, 'outcome'> & { readonly outcome: KnownOutcome },
  { firstIsNews = false }: LookKind,
): boolean {
  if (outcome === 'fail') return before === undefined ? firstIsNews : before.outcome !== 'fail';
  if (outcome !== 'warn' || before === undefined || quiet === true) return false;
  return isInOrder(before.outcome) && atLeast(severity, 'high');
}

interface Step {
  readonly before: CheckState | undefined;
  readonly suspicion: Suspicion | undefined;
  readonly outcome: KnownOutcome;
  readonly at: number;
  readonly kind: LookKind;
}

/** How a check stands after a look that nobody must be alerted of. */
function settled({ before, suspicion, outcome, at, kind: { by } }: Step): CheckState {
  const since = before?.outcome === outcome ? before.since : at;
  const change = { at, ...(by !== undefined && { by }) };
  const wasOpen = before !== undefined && !isInOrder(before.outcome);
  if (isInOrder(outcome)) {
    const openSince = wasOpen ? openSinceOf(before) : suspicion?.at;
    const fixed = openSince === undefined ? before?.fixed : fixOf(before, { ...change, openSince });
    const closing = closingOf(before, change) ?? before?.closing;
    return {
      outcome,
      since,
      ...(fixed !== undefined && { fixed }),
      ...(closing !== undefined && { closing }),
    };
  }
  if (before?.outcome === outcome) return before;
  if (before?.outcome === 'fail') {
    const better = before.card === undefined ? {} : { better: change };
    return { ...before, outcome, since, openSince: openSinceOf(before), ...better };
  }
  const closing = before?.closing;
  return { outcome, since, ...(closing !== undefined && { closing }) };
}

/** The end of a finding. A card says it by itself; where there is none, a person's doing is told. */
function fixOf(before: CheckState | undefined, fix: Fix): Fix {
  const { card, summary } = before ?? {};
  if (fix.by === undefined || card !== undefined) return fix;
  return { ...fix, untold: true, ...(summary !== undefined && { summary }) };
}

/** How a check stands that got worse: an alert is due. */
function worsened(before: CheckState | undefined, outcome: KnownOutcome, since: number): CheckState {
  const closing = closingOf(before, { at: since, worse: true }) ?? before?.closing;
  return {
    outcome,
    since,
    alert: 'due',
    ...(before === undefined && { first: true }),
    ...(closing !== undefined && { closing }),
  };
}

function closingOf(
  before: CheckState | undefined,
  change: Omit<Closing, 'card' | 'failedSince'>,
): Closing | undefined {
  return before?.card && { card: before.card, failedSince: openSinceOf(before), ...change };
}
