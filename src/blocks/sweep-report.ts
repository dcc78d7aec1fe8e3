import type { KnownBlock } from '@slack/types';
import type { Locale } from '../core/locale.ts';
import type { SweepReport } from '../core/ports.ts';
import { findingButtons } from './finding-buttons.ts';
import { context, type SlackMessage, section, sections } from './message.ts';
import { escaped } from './mrkdwn.ts';
import { badly, fails, label, type NameOf, swept, titleOf } from './sweep-counts.ts';
import { remarks } from './sweep-remarks.ts';
import { sweepWords } from './sweep-words.ts';
import { duration, spaced } from './words.ts';

/** So many failures have buttons; a message takes 50 blocks, and a reader fewer. */
const withButtons = 8;

/** How far a sweep is. Numbers only: it is edited every three seconds. */
export function sweepProgress(report: SweepReport, locale: Locale): SlackMessage {
  const { sweep, now } = report;
  const words = sweepWords[locale];
  const { done, failing, unreachable } = swept(report);
  const title = words.progress(done, sweep.total);
  const so = [
    ...(failing.length > 0 ? [words.needWork(failing.length)] : []),
    ...(unreachable.length > 0 ? [words.unreachable(unreachable.length)] : []),
    duration(now - sweep.startedAt, locale),
    ...(sweep.by === undefined ? [] : [words.by(escaped(sweep.by.name, 80))]),
  ];
  return { text: title, blocks: [section(`*${title}*`), context(so.join(' · '))] };
}

/** What a sweep found: what fails first, by account name, worst first; then whom it could not look at, and why. */
export function sweepReport(report: SweepReport, nameOf: NameOf, locale: Locale): SlackMessage {
  const words = sweepWords[locale];
  const counts = swept(report);
  const title = titleOf(counts, locale);
  const worst = badly(counts.failing, nameOf);
  const findings = worst.flatMap((account) => fails(account).map((check) => ({ account, check })));
  const led = findings.slice(0, withButtons);
  const ledAccounts = new Set(led.map(({ account }) => account.account));
  const rest = worst.filter(({ account }) => !ledAccounts.has(account));
  return {
    text: title,
    blocks: [
      section(`*${title}*`),
      ...led.flatMap(({ account, check }) => finding(account.account, check, nameOf, locale)),
      ...sections(
        rest.map((account) => `${label(account.account, nameOf)}: ${titles(fails(account), locale)}`),
        words.more,
        3_000,
      ),
      ...remarks(report, counts, nameOf, locale),
      context(footer(report, locale)),
    ],
  };
}

/** One message about more checks that fail now than anybody wants single alerts of. */
export function worsenedReport(report: SweepReport, nameOf: NameOf, locale: Locale): SlackMessage {
  const words = sweepWords[locale];
  const byCheck = new Map<string, string[]>();
  for (const { account, worsened = [] } of report.swept) {
    for (const check of worsened) byCheck.set(check, [...(byCheck.get(check) ?? []), account]);
  }
  const accounts = new Set([...byCheck.values()].flat());
  const title = words.worsened(accounts.size);
  const lines = [...byCheck].map(([check, ids]) => {
    const some = ids.slice(0, 10).map((id) => label(id, nameOf));
    const more = ids.length > some.length ? [words.andMore(ids.length - some.length)] : [];
    return `✗ *${titles([check], locale)}* (${ids.length}): ${[...some, ...more].join(', ')}`;
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

function finding(account: string, check: string, nameOf: NameOf, locale: Locale): KnownBlock[] {
  const name = nameOf(account);
  const who = name === undefined ? `*${spaced(account)}*` : `*${escaped(name, 80)}* · ${spaced(account)}`;
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
