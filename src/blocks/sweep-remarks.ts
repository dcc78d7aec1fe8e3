import type { KnownBlock } from '@slack/types';
import type { Locale } from '../core/locale.ts';
import type { SweepReport } from '../core/ports.ts';
import { unknown } from '../core/posture.ts';
import { sections } from './message.ts';
import { escaped } from './mrkdwn.ts';
import { label, type NameOf } from './sweep-counts.ts';
import { sweepWords } from './sweep-words.ts';
import { calledBy } from './words.ts';

/** Named in full; more are counted. */
const named = 10;

/** What a sweep could not look at, and why: nobody may take silence for a pass. */
export function remarks({ sweep, tally }: SweepReport, nameOf: NameOf, locale: Locale): KnownBlock[] {
  const words = sweepWords[locale];
  const { unreachable, unclear, missing, gone, subjects } = tally;
  const names = ({ count, first }: { readonly count: number; readonly first: readonly string[] }) =>
    listed(
      first.map((id) => label(id, nameOf, locale)),
      count,
      locale,
    );
  const states = ({ first }: typeof gone) =>
    first.map(({ account, state }) => `${label(account, nameOf, locale)} (${words.states[state]})`);
  const skipped = [
    ...sweep.skipped
      .slice(0, named)
      .map(({ id, name, state }) => `${escaped(name ?? id, 40)} (${words.states[state]})`),
    ...states(gone),
  ];
  const skippedCount = sweep.skipped.length + gone.count;
  const lines = [
    ...subjects.flatMap(({ subject, unclear: checks }) =>
      checks.length === 0
        ? []
        : [
            `? ${words.subjectNotFully(calledBy(subject, undefined, locale), checks.length)}: ${checks.map((check) => sweepWords.titleOfCheck(check, locale)).join(', ')}`,
          ],
    ),
    ...unreachable.map((some) => {
      const why = unknown(some).says[locale];
      return `? ${words.unreachable(some.count)}: ${names(some)}. ${why}`;
    }),
    ...(unclear.count > 0 ? [`? ${words.notFully(unclear.count)}: ${names(unclear)}`] : []),
    ...(missing.count > 0 ? [`? ${words.missing(missing.count)}: ${names(missing)}`] : []),
    ...(skippedCount > 0
      ? [`– ${words.skipped(skippedCount)}: ${listed(skipped, skippedCount, locale)}`]
      : []),
    ...(sweep.unlisted === undefined ? [] : [`! ${words.unlisted} ${unknown(sweep.unlisted).says[locale]}`]),
  ];
  return sections(lines, words.more, 4_000);
}

function listed(names: readonly string[], count: number, locale: Locale): string {
  const some = names.slice(0, named);
  const more = count > some.length ? [sweepWords[locale].andMore(count - some.length)] : [];
  return [...some, ...more].join(', ');
}
