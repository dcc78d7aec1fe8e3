import type { Locale } from '../core/locale.ts';
import type { SweepReport } from '../core/ports.ts';
import { bySeverity } from '../core/severity.ts';
import type { SweptAccount } from '../core/sweep.ts';
import { checks } from '../posture/index.generated.ts';
import { escaped } from './mrkdwn.ts';
import { sweepWords } from './sweep-words.ts';
import { spaced } from './words.ts';

/** How accounts are called; undefined where nobody gave a name. */
export type NameOf = (account: string) => string | undefined;

/** What a sweep says, in groups: every account is in one of them. */
export interface Counts {
  /** Counted so far, of whatever group. */
  readonly done: number;
  readonly checked: number;
  readonly failing: readonly SweptAccount[];
  /** Nothing fails, but something could not be looked at: that is no pass. */
  readonly unclear: readonly SweptAccount[];
  readonly unreachable: readonly SweptAccount[];
  /** Not active any more when their turn came. */
  readonly gone: readonly SweptAccount[];
}

/** Sorts what was found into groups. */
export function swept({ swept: all }: SweepReport): Counts {
  const gone = all.filter(({ state }) => state !== undefined);
  const unreachable = all.filter((account) => account.unreachable !== undefined);
  const checked = all.filter((account) => account.state === undefined && account.unreachable === undefined);
  const failing = checked.filter((account) => fails(account).length > 0);
  const unclear = checked.filter(
    (account) => fails(account).length === 0 && Object.values(account.outcomes).includes('unknown'),
  );
  return { done: all.length, checked: checked.length, failing, unclear, unreachable, gone };
}

/** The checks that fail on an account, most severe first. */
export function fails({ outcomes }: SweptAccount): readonly string[] {
  return Object.entries(outcomes)
    .flatMap(([check, outcome]) => (outcome === 'fail' ? [check] : []))
    .sort((a, b) => bySeverity(severityOf(a), severityOf(b)));
}

/** The worst first: by the most severe failure, then by how many there are, then by name. */
export function badly(accounts: readonly SweptAccount[], nameOf: NameOf): readonly SweptAccount[] {
  const called = (account: SweptAccount) => nameOf(account.account) ?? account.account;
  return accounts
    .map((account) => ({ account, failing: fails(account) }))
    .sort(
      (a, b) =>
        bySeverity(severityOf(a.failing[0]), severityOf(b.failing[0])) ||
        b.failing.length - a.failing.length ||
        called(a.account).localeCompare(called(b.account), 'en', { numeric: true }),
    )
    .map(({ account }) => account);
}

/** An account in a list: its name, or its id where it has none. Escaped, which may make five characters of one. */
export function label(account: string, nameOf: NameOf): string {
  return escaped(nameOf(account) ?? spaced(account), 40);
}

/** "4,998 checked, 2 unreachable: 14 need work". */
export function titleOf({ checked, failing, unclear, unreachable }: Counts, locale: Locale): string {
  const words = sweepWords[locale];
  const looked = [
    words.checked(checked),
    ...(unreachable.length > 0 ? [words.unreachable(unreachable.length)] : []),
  ];
  const found =
    failing.length > 0
      ? words.needWork(failing.length)
      : unclear.length > 0
        ? words.notFully(unclear.length)
        : checked > 0
          ? words.nothingFails
          : words.nothingKnown;
  return `${looked.join(', ')}: ${found}`;
}

function severityOf(check: string | undefined) {
  return checks[check ?? '']?.severity ?? 'low';
}
