import { exactly, formatDate } from './dates.js';
import { el } from './el.js';

/**
 * What stands between `<` and `>` in mrkdwn: a mention, a date or a link. Mentions that notify people are marked
 * loudly: in a security tool's message they are nearly always an attacker's text that got through.
 * https://docs.slack.dev/messaging/formatting-message-text#advanced
 */
export function token(inside, reader, decoded) {
  const [target, ...rest] = inside.split('|');
  const label = rest.length > 0 ? decoded(rest.join('|')) : undefined;
  const id = target.slice(2);
  if (/^@[UW]/.test(target)) return userMention(target.slice(1), reader);
  if (target.startsWith('#C')) return channelMention(target.slice(1), reader);
  if (target.startsWith('!date^')) return dateToken(inside, reader, decoded);
  if (target.startsWith('!subteam^')) return loudMention(label ?? `@${target.slice('!subteam^'.length)}`);
  if (/^!(here|channel|everyone)$/.test(target)) return loudMention(`@${target.slice(1)}`);
  if (target.startsWith('!')) return label ?? `<${target}>`;
  return id === '' ? `<${inside}>` : link(decoded(target), label);
}

/** A link, but only to where a link may go; anything else (javascript:, data:) is shown as the text that it is. */
export function link(url, label = url) {
  if (!/^(https?:\/\/|mailto:|tel:)/i.test(url)) return `<${url}|${label}>`;
  return el('a', { href: url, target: '_blank', rel: 'noopener noreferrer', title: url }, label);
}

/** A person's name, marked when it is the reader's own. */
export function userMention(id, reader) {
  const mine = id === reader.user ? ' mention-me' : '';
  return el('span', { class: `mention${mine}` }, `@${reader.userName(id)}`);
}

/** A channel's name. */
export function channelMention(id, reader) {
  return el('span', { class: 'mention' }, `#${reader.channelName(id)}`);
}

/** A mention that makes the phones of many people ring. */
export function loudMention(name) {
  return el('mark', { class: 'mention-loud', title: 'This mention notifies everybody it names' }, name);
}

/** A moment in the reader's own words; the exact one is in its tooltip. */
export function moment(seconds, format, reader, { url, fallback }) {
  const text = formatDate(seconds, format, reader);
  if (text === undefined) return fallback ?? String(seconds);
  const date = new Date(Number(seconds) * 1000);
  const shown = el('time', { datetime: date.toISOString(), title: exactly(date, reader) }, text);
  if (url === undefined) return shown;
  const linked = link(url, text);
  return typeof linked === 'string' ? shown : linked;
}

function dateToken(inside, reader, decoded) {
  const end = inside.indexOf('|');
  const [, seconds, format = '', url] = (end < 0 ? inside : inside.slice(0, end)).split('^');
  const fallback = end < 0 ? undefined : decoded(inside.slice(end + 1));
  return moment(seconds, decoded(format), reader, { url: url && decoded(url), fallback });
}
