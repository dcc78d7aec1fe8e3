import type { Outcome } from '../core/posture.ts';
import { bySeverity } from '../core/severity.ts';
import { isSubject } from '../core/subject.ts';
import type { SweptAccount } from '../core/sweep.ts';
import type { Failing, Some, SubjectTally, SweepTally } from '../core/sweep-tally.ts';
import { checks } from '../posture/index.generated.ts';

/** So many names of a kind are told; the others are counted. */
const named = 10;

/** More lines than a message has room for. */
const lines = 200;

/** How accounts are called; undefined where nobody gave a name. */
type NameOf = (account: string) => string | undefined;

/** A count of what a sweep found. */
export interface Tallying {
  /** Counts some accounts more. */
  add(page: readonly SweptAccount[]): void;
  /** What they come to. */
  end(): SweepTally;
}

/**
 * Counts what a sweep found, some accounts at a time, and keeps the first of each list only, so that 5,000 accounts take no
 * more memory than 500. `planned` are the accounts and subjects that it was to look at.
 */
export function startTally(planned: Iterable<string>, nameOf: NameOf): Tallying {
  const missing = new Set(planned);
  let tally = nothing;
  return {
    add(page) {
      for (const { account } of page) missing.delete(account);
      tally = added(tally, page, nameOf);
    },
    end: () => ({
      ...tally,
      warnings: tally.warnings.toSorted(
        (a, b) => b.count - a.count || bySeverity(severityOf(a.check), severityOf(b.check)),
      ),
      unreachable: tally.unreachable.toSorted((a, b) => b.count - a.count),
      missing: some([...missing]),
    }),
  };
}

const none = { count: 0, first: [] };
const nothing: SweepTally = {
  checked: 0,
  failing: none,
  unclear: none,
  warnedAccounts: 0,
  warnings: [],
  unreachable: [],
  gone: none,
  worsened: [],
  worsenedAccounts: 0,
  subjects: [],
  missing: none,
};

function added(tally: SweepTally, page: readonly SweptAccount[], nameOf: NameOf): SweepTally {
  const accounts = page.filter(({ account }) => !isSubject(account));
  const worse = accounts.filter(({ worsened = [] }) => worsened.length > 0);
  const looked = accounts.filter(
    ({ state, unreachable }) => state === undefined && unreachable === undefined,
  );
  const failing = looked.flatMap((swept): Failing[] => {
    const found = withOutcome(swept, 'fail');
    return found.length === 0 ? [] : [{ account: swept.account, checks: found }];
  });
  const fails = new Set(failing.map(({ account }) => account));
  const unclear = looked.filter(
    (swept) => !fails.has(swept.account) && withOutcome(swept, 'unknown').length > 0,
  );
  const warned = looked.map((swept) => withOutcome(swept, 'warn')).filter(({ length }) => length > 0);
  const gone = accounts.flatMap(({ account, state }) => (state === undefined ? [] : [{ account, state }]));
  return {
    ...tally,
    checked: tally.checked + looked.length,
    failing: {
      count: tally.failing.count + failing.length,
      first: worstFirst([...tally.failing.first, ...failing], nameOf).slice(0, lines),
    },
    unclear: joined(tally.unclear, some(unclear.map(({ account }) => account))),
    warnedAccounts: tally.warnedAccounts + warned.length,
    warnings: counted(tally.warnings, warned.flat()),
    unreachable: accounts.reduce((all, { account, unreachable: why }) => {
      if (why === undefined) return all;
      return under(all, why, ({ cause, call }) => cause === why.cause && call === why.call, account);
    }, tally.unreachable),
    gone: joined(tally.gone, some(gone)),
    worsened: worse
      .flatMap(({ account, worsened = [] }) => worsened.map((check) => ({ account, check })))
      .reduce(
        (all, { account, check }) => under(all, { check }, (one) => one.check === check, account),
        tally.worsened,
      ),
    worsenedAccounts: tally.worsenedAccounts + worse.length,
    subjects: [...tally.subjects, ...page.flatMap(ofSubject)],
  };
}

function ofSubject(swept: SweptAccount): SubjectTally[] {
  const { account: subject, worsened = [] } = swept;
  if (!isSubject(subject)) return [];
  return [
    {
      subject,
      failing: withOutcome(swept, 'fail'),
      unclear: withOutcome(swept, 'unknown'),
      warnings: withOutcome(swept, 'warn'),
      worsened,
    },
  ];
}

/** How often each check is named, those counted before included. */
function counted(before: SweepTally['warnings'], named: readonly string[]): SweepTally['warnings'] {
  const counts = new Map(before.map(({ check, count }) => [check, count]));
  for (const check of named) counts.set(check, (counts.get(check) ?? 0) + 1);
  return [...counts].map(([check, count]) => ({ check, count }));
}

/** The checks with an outcome, the most severe first. */
function withOutcome({ outcomes }: SweptAccount, wanted: Outcome): readonly string[] {
  return Object.entries(outcomes)
    .flatMap(([check, outcome]) => (outcome === wanted ? [check] : []))
    .sort((a, b) => bySeverity(severityOf(a), severityOf(b)));
}

/** By the most severe failure, then by how many there are, then by name, as people count. */
function worstFirst(accounts: readonly Failing[], nameOf: NameOf): readonly Failing[] {
  const called = ({ account }: Failing) => nameOf(account) ?? account;
  return accounts.toSorted(
    (a, b) =>
      bySeverity(severityOf(a.checks[0]), severityOf(b.checks[0])) ||
      b.checks.length - a.checks.length ||
      byName.compare(called(a), called(b)),
  );
}

/** Made once: `localeCompare` with options makes one for every comparison. */
const byName = new Intl.Collator('en', { numeric: true });

function severityOf(check: string | undefined) {
  return checks[check ?? '']?.severity ?? 'low';
}

function some<T>(all: readonly T[]): Some<T> {
  return { count: all.length, first: all.slice(0, named) };
}

function joined<T>(a: Some<T>, b: Some<T>): Some<T> {
  return { count: a.count + b.count, first: [...a.first, ...b.first].slice(0, named) };
}

/** Adds an account to the one of many lists that is meant, or to a new one. */
function under<K extends object>(
  all: readonly (Some<string> & K)[],
  key: K,
  isMeant: (one: K) => boolean,
  account: string,
): readonly (Some<string> & K)[] {
  const one = some([account]);
  if (!all.some(isMeant)) return [...all, { ...key, ...one }];
  return all.map((each) => (isMeant(each) ? { ...each, ...joined<string>(each, one) } : each));
}
