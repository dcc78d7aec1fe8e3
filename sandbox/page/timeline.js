import { dayOf } from './dates.js';
import { el, keepingFocus } from './el.js';
import { drawMessage } from './message.js';

/** How many messages are drawn; a storm would make the page slow. */
const drawn = 100;

/**
 * A list of messages that is redrawn in place: a message that did not change keeps its node, so that focus, an open
 * menu and the scroll position survive. It follows the newest message while its end is in view.
 */
export function createTimeline(node) {
  let cards = new Map();
  let older = false;
  let last;
  let follows = true;

  node.addEventListener('scroll', () => {
    follows = node.scrollHeight - node.scrollTop - node.clientHeight < 80;
  });
  const follow = () => {
    if (follows) node.scrollTop = node.scrollHeight;
  };
  // A smaller window, an error bar or the phone's keyboard must not push the newest message out of view.
  new ResizeObserver(follow).observe(node);

  const draw = () => {
    const { place, messages, reader, acts, empty } = last;
    const shown = older ? messages : messages.slice(-drawn);
    const hidden = messages.length - shown.length;
    const next = new Map(shown.map((message) => entry(message, reader, acts, cards)));
    cards = next;
    const rows = [
      hidden > 0 && showOlder(hidden, reader),
      shown.length === 0 && empty(reader),
      ...shown.flatMap((message, index) => [
        divider(shown[index - 1], message, reader),
        next.get(keyOf(message)).node,
      ]),
    ].filter(Boolean);
    keepingFocus(node, () => arrange(node, rows));
    node.dataset.place = place;
  };

  const showOlder = (count, { words }) => {
    const show = () => {
      older = true;
      draw();
    };
    return el('button', { type: 'button', class: 'link older', onclick: show }, words.older(count));
  };

  return {
    draw(given) {
      const moved = node.dataset.place !== given.place;
      if (moved) {
        older = false;
        follows = true;
      }
      last = given;
      draw();
      follow();
    },
  };
}

function entry(message, reader, acts, cards) {
  const key = keyOf(message);
  const state = JSON.stringify([message, reader.user, dayOf(new Date(reader.now()), reader)]);
  const before = cards.get(key);
  const node = before?.state === state ? before.node : drawMessage(message, reader, acts);
  return [key, { node, state }];
}

function keyOf({ channel, ts }) {
  return `${channel} ${ts}`;
}

function divider(previous, message, reader) {
  const day = (one) => dayOf(new Date(Number(one.ts) * 1000), reader);
  if (previous !== undefined && day(previous) === day(message)) return undefined;
  return el('div', { class: 'day' }, el('span', {}, day(message)));
}

/** Moves, adds and removes as little as possible: a node that stays is not touched, and so keeps the focus. */
function arrange(node, rows) {
  const wanted = new Set(rows);
  for (const child of [...node.children]) if (!wanted.has(child)) child.remove();
  rows.forEach((row, index) => {
    const there = node.children[index];
    if (there !== row) node.insertBefore(row, there ?? null);
  });
}
