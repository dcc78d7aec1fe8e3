/**
 * Fills Slack's date tokens in the reader's language and zone. `seconds` is a Unix time. Undefined where Slack would
 * show the fallback: an impossible time, or a token that does not exist.
 * https://docs.slack.dev/messaging/formatting-message-text#date-formatting
 */
export function formatDate(seconds, format, reader) {
  const date = new Date(Number(seconds) * 1000);
  if (!/^-?\d+$/.test(String(seconds)) || Number.isNaN(date.getTime())) return undefined;
  let known = true;
  const text = format.replace(/\{(\w+)\}/g, (_, token, at) => {
    const filled = Object.hasOwn(tokens, token) ? tokens[token](date, reader) : undefined;
    if (filled === undefined) known = false;
    // "Today" where it begins the text, "today" within a sentence.
    return at === 0 || filled === undefined ? filled : withSmallDay(filled, reader);
  });
  return known ? text : undefined;
}

/** The time of a message: `2:34 PM`, or as the reader's language writes it. */
export function timeOf(date, reader) {
  return written(date, reader, { hour: 'numeric', minute: '2-digit' });
}

/** The divider above the messages of a day. */
export function dayOf(date, reader) {
  return tokens.day_divider_pretty(date, reader);
}

/** Everything about a moment, for a tooltip. */
export function exactly(date, reader) {
  return written(date, reader, { dateStyle: 'full', timeStyle: 'long' });
}

const tokens = {
  date_num: (date, { zone }) =>
    new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    }).format(date),
  date_slash: (date, reader) => written(date, reader, { year: 'numeric', month: '2-digit', day: '2-digit' }),
  date: (date, reader) => ordinal(date, reader, { month: 'long', day: 'numeric', year: 'numeric' }),
  date_pretty: (date, reader) => relative(date, reader) ?? tokens.date(date, reader),
  date_short: (date, reader) => written(date, reader, { month: 'short', day: 'numeric', year: 'numeric' }),
  date_short_pretty: (date, reader) => relative(date, reader) ?? tokens.date_short(date, reader),
  date_long: (date, reader) =>
    ordinal(date, reader, { weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' }),
  date_long_pretty: (date, reader) => relative(date, reader) ?? tokens.date_long(date, reader),
  date_long_full: (date, reader) => written(date, reader, { month: 'long', day: 'numeric', year: 'numeric' }),
  day_divider_pretty: (date, reader) => relative(date, reader) ?? dayWithoutThisYear(date, reader),
  time: timeOf,
  time_secs: (date, reader) =>
    written(date, reader, { hour: 'numeric', minute: '2-digit', second: '2-digit' }),
  ago: (date, reader) => ago(date.getTime() - reader.now(), reader.locale),
};

function written(date, { locale, zone }, options) {
  return new Intl.DateTimeFormat(locale, { timeZone: zone, ...options }).format(date);
}

/** English long dates carry an ordinal, as in Slack: February 18th, 2014. */
function ordinal(date, reader, options) {
  if (!reader.locale.startsWith('en')) return written(date, reader, options);
  return new Intl.DateTimeFormat(reader.locale, { timeZone: reader.zone, ...options })
    .formatToParts(date)
    .map(({ type, value }) => (type === 'day' ? `${value}${suffix(Number(value))}` : value))
    .join('');
}

function suffix(day) {
  const word = new Intl.PluralRules('en', { type: 'ordinal' }).select(day);
  return { one: 'st', two: 'nd', few: 'rd' }[word] ?? 'th';
}

function dayWithoutThisYear(date, reader) {
  const year = (moment) => written(moment, { ...reader, locale: 'en' }, { year: 'numeric' });
  if (year(date) !== year(new Date(reader.now()))) return tokens.date_long(date, reader);
  return ordinal(date, reader, { weekday: 'long', month: 'long', day: 'numeric' });
}

function relative(date, reader) {
  const day = (moment) => Date.parse(tokens.date_num(moment, reader)) / 86_400_000;
  const distance = day(date) - day(new Date(reader.now()));
  const { yesterday, today, tomorrow } = reader.words;
  return { '-1': yesterday, 0: today, 1: tomorrow }[distance];
}

function withSmallDay(text, { words }) {
  const isDay = [words.today, words.yesterday, words.tomorrow].includes(text);
  return isDay ? text.toLowerCase() : text;
}

function ago(ms, locale) {
  const units = [
    ['day', 86_400_000],
    ['hour', 3_600_000],
    ['minute', 60_000],
    ['second', 1_000],
  ];
  const [unit, size] = units.find(([, length]) => Math.abs(ms) >= length) ?? units[3];
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.round(ms / size), unit);
}
