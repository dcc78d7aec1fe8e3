import { el } from './el.js';
import { emojiNamed } from './emoji.js';
import { channelMention, link, loudMention, moment, userMention } from './mentions.js';

/** A rich text block as nodes. https://docs.slack.dev/reference/block-kit/blocks/rich-text-block */
export function richText(block, reader) {
  return el(
    'div',
    { class: 'rich-text' },
    block.elements.map((element) => part(element, reader)),
  );
}

function part(element, reader) {
  const inside = () => element.elements.map((piece) => inlinePiece(piece, reader));
  if (element.type === 'rich_text_section') return el('div', { class: 'rich-section' }, inside());
  if (element.type === 'rich_text_preformatted') return el('pre', { tabindex: '0' }, inside());
  if (element.type === 'rich_text_quote') return el('blockquote', {}, inside());
  if (element.type === 'rich_text_list') return list(element, reader);
  return unknown(element, reader);
}

function list({ style, indent = 0, offset = 0, elements }, reader) {
  const items = elements.map((section) => el('li', {}, part(section, reader)));
  const numbering = style === 'ordered' && offset > 0 ? { start: offset + 1 } : {};
  return el(style === 'ordered' ? 'ol' : 'ul', { 'data-indent': Math.min(indent, 8), ...numbering }, items);
}

/** Rich text has no mark-up inside its texts: nothing in them can become a mention or a link. */
const pieces = {
  text: ({ text }) => text.split('\n').flatMap((line, at) => [at > 0 && '\n', line]),
  link: ({ url, text }) => link(url, text ?? url),
  user: ({ user_id: id }, reader) => userMention(id, reader),
  channel: ({ channel_id: id }, reader) => channelMention(id, reader),
  usergroup: ({ usergroup_id: id }) => loudMention(`@${id}`),
  broadcast: ({ range }) => loudMention(`@${range}`),
  emoji: ({ name, unicode }) => drawnEmoji(unicode) ?? emojiNamed(name) ?? `:${name}:`,
  date: ({ timestamp, format, url, fallback }, reader) =>
    moment(timestamp, format, reader, { url, fallback }),
  color: ({ value }) => el('code', {}, value),
  team: ({ team_id: id }) => id,
};

function inlinePiece(element, reader) {
  const draw = Object.hasOwn(pieces, element.type) ? pieces[element.type] : unknown;
  return styled(draw(element, reader), element.style ?? {});
}

function styled(content, { bold, italic, strike, underline, code }) {
  const marks = { b: bold, i: italic, s: strike, u: underline, code };
  return Object.entries(marks).reduce(
    (inner, [tag, wanted]) => (wanted ? el(tag, {}, inner) : inner),
    content,
  );
}

/** Slack writes the code points in hexadecimal, joined by hyphens. */
function drawnEmoji(unicode) {
  if (unicode === undefined || !/^[0-9a-f]+(-[0-9a-f]+)*$/i.test(unicode)) return undefined;
  const points = unicode.split('-').map((point) => Number.parseInt(point, 16));
  return points.every((point) => point <= 0x10ffff) ? String.fromCodePoint(...points) : undefined;
}

function unknown({ type }, { words }) {
  return el('span', { class: 'unsupported' }, words.unsupported(type));
}
