import { inUtc } from '../core/in-utc.ts';

/**
 * The only place that turns untrusted text into Slack text. Names, addresses and user agents in an event are chosen by
 * whoever holds root; here they lose the power to mention, link, format or fake a line.
 * https://docs.slack.dev/messaging/formatting-message-text#escaping
 */

/**
 * Text for a mrkdwn object or a message's `text`: `&`, `<` and `>` escaped, so no mention and no link can start, and no
 * backtick, which would pair up with one of ours.
 */
export function escaped(text: string, max = 300): string {
  return tidy(text, max)
    .replaceAll('`', "'")
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** An untrusted value as inline code, in which Slack formats nothing. */
export function code(text: string, max = 150): string {
  const inside = escaped(text, max);
  return inside === '' ? '–' : `\`${inside}\``;
}

/** Text for a plain_text object (which knows no mentions): one line, and short enough. */
export function plain(text: string, max: number): string {
  return tidy(text, max);
}

/**
 * A time in the reader's own zone and format. `at` is in ms since the epoch.
 * https://docs.slack.dev/messaging/formatting-message-text#date-formatting
 */
export function dateToken(at: number): string {
  return `<!date^${Math.floor(at / 1000)}^{date_short_pretty} {time}|${inUtc(at)}>`;
}

/** How long ago a time was, in the reader's own language, kept true by Slack's client. `at` is in ms since the epoch. */
export function agoToken(at: number): string {
  return `<!date^${Math.floor(at / 1000)}^{ago}|${inUtc(at)}>`;
}

/** A time to the second, in the reader's own zone. `at` is in ms since the epoch. */
export function timeToken(at: number): string {
  const iso = new Date(at).toISOString().replace('T', ' ').slice(0, 19);
  return `<!date^${Math.floor(at / 1000)}^{date_short_pretty} {time_secs}|${iso} UTC>`;
}

/** Text of several lines for a literal (rich_text) object, without characters that hide or reorder others. */
export function visible(text: string): string {
  // Most texts need not wait for Unicode's tables, which the other expression loads.
  return harmless.test(text) ? text : text.toWellFormed().replaceAll(unseen, '');
}

/** One line without invisible characters, cut at `max` characters as people count them. */
function tidy(text: string, max: number): string {
  const line = visible(text).replaceAll(/\s+/gu, ' ').trim();
  // Every UTF-16 unit is at least as long as a character, so most texts need no segmenting.
  if (line.length <= max) return line;
  const characters = [...new Intl.Segmenter().segment(line.slice(0, max * 4))].map(({ segment }) => segment);
  const kept = characters.slice(0, max - 1).join('');
  // A single "character" may be made of thousands of code units; Slack counts those.
  return `${kept.slice(0, max - 1).toWellFormed()}…`;
}

/** Printable ASCII. */
const harmless = /^[ -~]*$/;

/** Control characters (line breaks are folded by `tidy`), zero-width and direction-changing characters, tags and other format characters. */
const unseen = /(?![\t\n\r])[\p{Cc}\p{Cf}\u2028\u2029]/gu;
