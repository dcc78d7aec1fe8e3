import { el } from './el.js';
import { withEmoji } from './emoji.js';
import { link, token } from './mentions.js';

/**
 * Slack's mrkdwn as nodes. `verbatim` leaves bare addresses alone, as the text object's property of that name does.
 * Code is shown as it is, except that a mention or a link in it is still drawn: in Slack those are found first.
 * https://docs.slack.dev/messaging/formatting-message-text
 */
export function mrkdwn(text, reader, { verbatim = false } = {}) {
  const context = { reader, verbatim };
  // Every second part was between three backticks.
  return text.split(/```\n?([\s\S]+?)\n?```/).flatMap((part, index) => {
    if (index % 2 === 1) return el('pre', {}, inCode(part, context));
    return part === '' ? [] : lines(part, context);
  });
}

/** The text with Slack's three entities as the characters that they stand for. */
export function decoded(text) {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** Lines that begin with `>` are quotes; all others follow each other. */
function lines(text, context) {
  const groups = [];
  for (const line of text.split('\n')) {
    const quoted = /^(>|&gt;) ?/.exec(line);
    const last = groups.at(-1);
    const content = quoted === null ? line : line.slice(quoted[0].length);
    if (last !== undefined && last.quoted === (quoted !== null)) last.lines.push(content);
    else groups.push({ quoted: quoted !== null, lines: [content] });
  }
  return groups.flatMap(({ quoted, lines: inside }, index) => {
    const nodes = inside.flatMap((line, at) => [at > 0 && el('br'), ...inline(line, context)]);
    if (quoted) return el('blockquote', {}, nodes);
    // A quote ends its own line, so the line break after it would be one too many.
    return index > 0 && inside[0] === '' ? nodes.slice(1) : nodes;
  });
}

/** Code, something in angle brackets, or a text between two equal style marks that touch no letter outside. */
const piece =
  /`([^`\n]+)`|<([^<>\n]+)>|(?<![\p{L}\p{N}_*~])([*_~])(?=\S)((?:(?!\3)[^\n])*(?<=\S))\3(?![\p{L}\p{N}])/u;

const styles = { '*': 'b', _: 'i', '~': 's' };

function inline(text, context) {
  const found = piece.exec(text);
  if (found === null) return plain(text, context);
  const [whole, code, inside, mark, styled] = found;
  const before = plain(text.slice(0, found.index), context);
  const after = inline(text.slice(found.index + whole.length), context);
  return [...before, drawn({ code, inside, mark, styled }, context), ...after];
}

function drawn({ code, inside, mark, styled }, context) {
  if (code !== undefined) return el('code', {}, inCode(code, context));
  if (inside !== undefined) return token(inside, context.reader, decoded);
  return el(styles[mark], {}, inline(styled, context));
}

function inCode(text, { reader }) {
  return text
    .split(/<([^<>\n]+)>/)
    .map((part, index) => (index % 2 === 1 ? token(part, reader, decoded) : decoded(part)));
}

function plain(text, { verbatim }) {
  if (verbatim) return [withEmoji(decoded(text))];
  return text.split(/(https?:\/\/[^\s<>]+)/).map((part, index) => {
    const shown = decoded(part);
    return index % 2 === 1 ? link(shown) : withEmoji(shown);
  });
}
