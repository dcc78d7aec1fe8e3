import type { KnownBlock } from '@slack/types';
import type { Locale } from '../core/locale.ts';
import type { SweepReport, SweepStanding } from '../core/ports.ts';
import { bySeverity } from '../core/severity.ts';
import type { SweepTally } from '../core/sweep-tally.ts';
import { checks } from '../posture/index.generated.ts';
import { findingButtons } from './finding-buttons.ts';
import { context, type SlackMessage, section, sections } from './message.ts';
import { escaped } from './mrkdwn.ts';
import { label, type NameOf, titleOf } from './sweep-counts.ts';
import { remarks } from './sweep-remarks.ts';
import { sweepWords } from './sweep-words.ts';
import { calledBy, duration, whose } from './words.ts';

/** So many failures have buttons; a message takes 50 blocks, and a reader fewer. Accounts have at least half of them. */
const withButtons = 8;

/** How far a sweep is. Numbers only: it is edited every three seconds. */
export function sweepProgress({ sweep, now, counts }: SweepStanding, locale: Locale): SlackMessage {
  const words = sweepWords[locale];
  const { looked, failing, unreachable } = counts;
  const title = words.progress(looked, sweep.total);
  const so = [
    ...(failing > 0 ? [words.needWork(failing)] : []),
    ...(unreachable > 0 ? [words.unreachable(unreachable)] : []),
    duration(now - sweep.startedAt, locale),
    ...(sweep.by === undefined ? [] : [words.by(escaped(sweep.by.name, 80))]),
  ];
  return { text: title, blocks: [section(`*${title}*`), context(so.join(' · '))] };
}

/**
 * What a sweep found: what fails first. The organization and the guard lead, because they concern every account; then accounts,
 * worst first; then what could not be looked at, and why.
 */
export function sweepReport(report: SweepReport, nameOf: NameOf, locale: Locale): SlackMessage {
  const words = sweepWords[locale];
  const { failing } = report.tally;
  const title = titleOf(report.tally, locale);
  const wholes = wholeFindings(report.tally);
  const findings = failing.first.flatMap(({ account, checks }) =>
    checks.map((check) => ({ account, check })),
  );
  const room = Math.max(withButtons / 2, withButtons - findings.length);
  const led = [...wholes.slice(0, room), ...findings.slice(0, withButtons - Math.min(room, wholes.length))];
  const named = new Set(led.map(({ account }) => account));
  const rest = failing.first.filter(({ account }) => !named.has(account));
  const lines = [
    ...wholes
      .slice(room)
      .map(({ account, check }) => `${whose(account, undefined, locale)}: ${titles([check], locale)}`),
    ...rest.map(({ account, checks }) => `${label(account, nameOf, locale)}: ${titles(checks, locale)}`),
  ];
  return {
    text: title,
    blocks: [
      section(`*${title}*`),
      ...led.flatMap(({ account, check }) => finding(account, check, nameOf, locale)),
      ...sections(lines, (left) => words.more(left + failing.count - failing.first.length), 3_000),
      ...warnings(report.tally, locale),
      ...remarks(report, nameOf, locale),
      context(footer(report, locale)),
    ],
  };
}

/** So many of the checks that warn are named. */
const mostWarnings = 5;

/** Which checks warn, and on how many accounts, in a line: no failure, and no silence about it, either. */
function warnings({ warnings: found, subjects }: SweepTally, locale: Locale): KnownBlock[] {
  const words = sweepWords[locale];
  const named = found
    .slice(0, mostWarnings)
    .map(({ check, count }) => `${titles([check], locale)} (${count.toLocaleString('en-US')})`);
  const more = found.length > mostWarnings ? [words.andMore(found.length - mostWarnings)] : [];
  const wholes = subjects.flatMap(({ subject, warnings: checks }) =>
    checks.length === 0
      ? []
      : [`! ${calledBy(subject, undefined, locale)} · ${words.warnings(titles(checks, locale))}`],
  );
  const lines = [
    ...wholes,
    ...(found.length === 0 ? [] : [`! ${words.warnings([...named, ...more].join(', '))}`]),
  ];
  return sections(lines, words.more, 2_500);
}

/** One message about more checks that fail now than anybody wants single alerts of. */
export function worsenedReport({ tally }: SweepReport, nameOf: NameOf, locale: Locale): SlackMessage {
  const words = sweepWords[locale];
  const title = words.worsened(tally.worsenedAccounts);
  const lines = tally.worsened.map(({ check, count, first }) => {
    const some = first.map((id) => label(id, nameOf, locale));
    const more = count > some.length ? [words.andMore(count - some.length)] : [];
    return `✗ *${titles([check], locale)}* (${count}): ${[...some, ...more].join(', ')}`;
  });
  return {
    text: title,
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: title, emoji: false } },
      ...sections(lines, words.more),
      context(words.worsenedHint),
    ],
  };
}

/** What fails on the organization and the guard, the most severe first. */
function wholeFindings({ subjects }: SweepTally) {
  const severity = (check: string) => checks[check]?.severity ?? 'low';
  return subjects
    .flatMap(({ subject, failing }) => failing.map((check) => ({ account: subject as string, check })))
    .sort((a, b) => bySeverity(severity(a.check), severity(b.check)));
}

function finding(account: string, check: string, nameOf: NameOf, locale: Locale): KnownBlock[] {
  const who = whose(account, nameOf(account), locale);
  return [section(`${who}\n✗ ${titles([check], locale)}`), findingButtons(account, check, locale)];
}

function titles(ids: readonly string[], locale: Locale): string {
  return ids.map((id) => sweepWords.titleOfCheck(id, locale)).join(', ');
}

function footer({ sweep, now }: SweepReport, locale: Locale): string {
  const words = sweepWords[locale];
  const asked = sweep.by === undefined ? [] : [words.by(escaped(sweep.by.name, 80))];
  return [words.took(duration(now - sweep.startedAt, locale)), ...asked, words.hint].join(' · ');
}
