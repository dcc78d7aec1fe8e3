import type { KnownBlock } from '@slack/types';
import type { Locale } from '../core/locale.ts';
import type { SweepReport } from '../core/ports.ts';
import { unknown } from '../core/posture.ts';
import type { SweptAccount } from '../core/sweep.ts';
import { sections } from './message.ts';
import { escaped } from './mrkdwn.ts';
import { type Counts, label, type NameOf } from './sweep-counts.ts';
import { sweepWords } from './sweep-words.ts';

/** Named in full; more are counted. */
const named = 10;

/** What a sweep could not look at, and why: nobody may take silence for a pass. */
export function remarks(
  { sweep, missing = [] }: SweepReport,
  { unclear, unreachable, gone }: Counts,
  nameOf: NameOf,
  locale: Locale,
): KnownBlock[] {
  const words = sweepWords[locale];
  const names = (ids: readonly string[]) =>
    listed(
      ids.map((id) => label(id, nameOf)),
      locale,
    );
  const ids = (accounts: readonly SweptAccount[]) => accounts.map(({ account }) => account);
  const skipped = [
    ...sweep.skipped.map(({ id, name, state }) => `${escaped(name ?? id, 40)} (${words.states[state]})`),
    ...gone.map(({ account, state = 'left' }) => `${label(account, nameOf)} (${words.states[state]})`),
  ];
  const lines = [
    ...byReason(unreachable).map(
      ([why, accounts]) => `? ${words.unreachable(accounts.length)}: ${names(ids(accounts))}. ${why[locale]}`,
    ),
    ...(unclear.length > 0 ? [`? ${words.notFully(unclear.length)}: ${names(ids(unclear))}`] : []),
    ...(missing.length > 0 ? [`? ${words.missing(missing.length)}: ${names(missing)}`] : []),
    ...(skipped.length > 0 ? [`– ${words.skipped(skipped.length)}: ${listed(skipped, locale)}`] : []),
    ...(sweep.unlisted === undefined ? [] : [`! ${words.unlisted} ${unknown(sweep.unlisted).says[locale]}`]),
  ];
  return sections(lines, words.more, 4_000);
}

/** Accounts that could not be reached, by the reason, the most frequent first. */
function byReason(accounts: readonly SweptAccount[]) {
  const groups = new Map<string, SweptAccount[]>();
  for (const account of accounts) {
    const { cause, call } = account.unreachable ?? {};
    const key = `${cause} ${call}`;
    groups.set(key, [...(groups.get(key) ?? []), account]);
  }
  return [...groups.values()]
    .sort((a, b) => b.length - a.length)
    .flatMap((group) => {
      const why = group[0]?.unreachable;
      return why === undefined ? [] : [[unknown(why).says, group] as const];
    });
}

function listed(names: readonly string[], locale: Locale): string {
  const some = names.slice(0, named);
  const more = names.length > named ? [sweepWords[locale].andMore(names.length - named)] : [];
  return [...some, ...more].join(', ');
}
