import type { Locale } from '../core/locale.ts';
import type { SweepTally } from '../core/sweep-tally.ts';
import { escaped } from './mrkdwn.ts';
import { sweepWords } from './sweep-words.ts';
import { calledBy } from './words.ts';

/** How accounts are called; undefined where nobody gave a name. */
export type NameOf = (account: string) => string | undefined;

/** An account, or a subject, in a list: its name, or its id where it has none. Escaped, which may make five characters of one. */
export function label(account: string, nameOf: NameOf, locale: Locale): string {
  return escaped(calledBy(account, nameOf(account), locale), 40);
}

/** How many accounts could not be reached, for whatever reason. */
export function unreachableIn({ unreachable }: SweepTally): number {
  return unreachable.reduce((sum, { count }) => sum + count, 0);
}

/** "The guard itself needs work · 4,998 checked, 2 unreachable: 14 need work, 3 with warnings". */
export function titleOf(tally: SweepTally, locale: Locale): string {
  const { checked, failing, unclear, subjects, warnedAccounts } = tally;
  const words = sweepWords[locale];
  const unreachable = unreachableIn(tally);
  const looked = [words.checked(checked), ...(unreachable > 0 ? [words.unreachable(unreachable)] : [])];
  const found =
    failing.count > 0
      ? words.needWork(failing.count)
      : unclear.count > 0
        ? words.notFully(unclear.count)
        : checked > 0
          ? words.nothingFails
          : words.nothingKnown;
  const wholes = subjects.flatMap(({ subject, failing: checks }) =>
    checks.length === 0 ? [] : [words.subjectNeedsWork(calledBy(subject, undefined, locale))],
  );
  const warned = warnedAccounts > 0 ? words.warned(warnedAccounts) : '';
  return [...wholes, `${looked.join(', ')}: ${found}${warned}`].join(' · ');
}
