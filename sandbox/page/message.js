import { drawBlocks } from './blocks.js';
import { exactly, timeOf } from './dates.js';
import { el } from './el.js';
import { mrkdwn } from './mrkdwn.js';
import { shortcutMenu } from './shortcuts.js';

/**
 * One message. `acts` has `press(message, element, value)`, `openThread(message)` (not in a thread) and
 * `dismiss(message)` for what only the reader sees.
 */
export function drawMessage(message, reader, acts) {
  const date = new Date(Number(message.ts) * 1000);
  const { words } = reader;
  const author = authorOf(message, reader);
  return el(
    'article',
    {
      class: `message${message.is_ephemeral ? ' message-private' : ''}`,
      tabindex: '-1',
      'data-key': `message/${message.ts}`,
      'data-ts': message.ts,
      'aria-label': `${author.name}, ${timeOf(date, reader)}`,
    },
    message.is_ephemeral && el('p', { class: 'only-you' }, words.onlyYou),
    avatar(author),
    el('div', { class: 'message-main' }, [
      el('header', { class: 'message-head' }, [
        el('b', {}, author.name),
        author.isApp && el('span', { class: 'badge' }, words.app),
        el('time', { datetime: date.toISOString(), title: exactly(date, reader) }, timeOf(date, reader)),
        message.edited && el('span', { class: 'quiet' }, words.edited),
        !message.is_ephemeral && shortcutMenu('message', `${message.ts}/shortcuts`, reader, message),
      ]),
      body(message, reader, acts),
      message.reply_count > 0 && acts.openThread && replies(message, reader, acts),
      message.is_ephemeral && dismissal(message, reader, acts),
    ]),
  );
}

/** Who wrote a message: the app, Slackbot, or a person. */
export function authorOf({ bot_id: bot, user }, reader) {
  if (bot !== undefined) return { name: 'RootGuard', isApp: true };
  if (user === 'USLACKBOT') return { name: 'Slackbot', isApp: false };
  return { name: reader.userName(user), isApp: false };
}

function avatar({ name, isApp }) {
  if (isApp) return el('img', { class: 'avatar', src: 'icon.svg', alt: '' });
  return el('span', { class: 'avatar avatar-letter', 'aria-hidden': 'true' }, name.slice(0, 1));
}

function body(message, reader, acts) {
  const surface = {
    reader,
    scope: message.ts,
    act: (element, value) => acts.press(message, element, value),
  };
  const { blocks = [], attachments = [], files = [], text = '' } = message;
  const words = blocks.length === 0 && el('div', { class: 'prose' }, mrkdwn(text, reader));
  return [
    words,
    drawBlocks(blocks, surface),
    attachments.map((one) => attachment(one, surface)),
    files.map(fileLink),
  ];
}

/** A file as Slack shows it: a card with its title, that downloads it. */
function fileLink({ id, title, name, size }) {
  return el('a', { class: 'file', href: `/_sandbox/slack/files/${encodeURIComponent(id)}`, download: name }, [
    el('b', {}, title),
    el('span', { class: 'quiet' }, `${name} · ${Math.ceil(size / 1024)} KB`),
  ]);
}

function attachment({ blocks, text, fallback, color }, surface) {
  const node = el('div', { class: 'attachment' }, [
    blocks ? drawBlocks(blocks, surface) : mrkdwn(text ?? fallback ?? '', surface.reader),
  ]);
  if (/^#?[0-9a-f]{6}$/i.test(color ?? '')) node.style.borderColor = `#${color.replace('#', '')}`;
  return node;
}

function replies(message, { words }, acts) {
  const key = `thread/${message.ts}`;
  const open = () => acts.openThread(message);
  return el(
    'button',
    { type: 'button', class: 'replies', 'data-key': key, onclick: open },
    words.replies(message.reply_count),
  );
}

function dismissal(message, { words }, acts) {
  const key = `dismiss/${message.ts}`;
  const dismiss = () => acts.dismiss(message);
  return el('button', { type: 'button', class: 'link', 'data-key': key, onclick: dismiss }, words.dismiss);
}
