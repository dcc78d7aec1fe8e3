import { el } from './el.js';
import { look, looking } from './looking.js';
import { createTimeline } from './timeline.js';

/** The middle of the window: a channel or Home, and beside it a thread. */
export function createSlackPane() {
  const byId = (id) => document.getElementById(id);
  const timeline = createTimeline(byId('timeline'));
  const replies = createTimeline(byId('replies'));
  const dismissed = new Set();
  let redraw = () => {};

  const closeThread = () => {
    const { thread } = looking();
    look({ thread: undefined });
    document.querySelector(`#timeline [data-key="thread/${thread?.ts}"]`)?.focus();
  };
  byId('thread-close').addEventListener('click', closeThread);
  byId('thread').addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') closeThread();
  });

  const draw = (world, reader, { press }) => {
    const { place, thread } = looking();
    const acts = {
      press,
      dismiss(message) {
        dismissed.add(message.ts);
        redraw();
      },
    };
    const openThread = ({ channel, ts }) => look({ thread: { channel, ts } });
    const mine = world.ephemeral.filter(({ ts }) => !dismissed.has(ts));
    title(place, world, reader);
    byId('timeline').hidden = place === 'app';
    byId('home').hidden = place !== 'app';
    byId('composer').hidden = place === 'app';
    const said = (world.messages.get(place) ?? []).filter(isTopLevel);
    const unthreaded = mine.filter((message) => message.channel === place && message.thread_ts === undefined);
    timeline.draw({
      place: `${reader.user} ${place}`,
      messages: merged(said, unthreaded),
      reader,
      acts: { ...acts, openThread },
      empty: () => emptyChannel(reader, place),
    });

    byId('thread').hidden = thread === undefined;
    byId('app').classList.toggle('with-thread', thread !== undefined);
    byId('thread-title').textContent = reader.words.thread;
    byId('thread-close').setAttribute('aria-label', reader.words.closeThread);
    if (thread === undefined) return;
    const inThread = mine.filter(({ thread_ts: ts }) => ts === thread.ts);
    const place2 = `${reader.user} ${thread.ts}`;
    replies.draw({
      place: place2,
      messages: merged(world.replies, inThread),
      reader,
      acts,
      empty: () => undefined,
    });
  };

  return {
    draw(...given) {
      redraw = () => draw(...given);
      redraw();
    },
  };

  function title(place, { channels }, { channelName, isDirect, words }) {
    const channel = channels.find(({ id }) => id === place);
    const isApp = place === 'app' || isDirect(place);
    byId('place').textContent = isApp ? 'RootGuard' : `# ${channelName(place)}`;
    byId('topic').textContent = channel?.archived ? 'archived' : isApp ? words.app : '';
  }
}

function isTopLevel({ thread_ts: thread, ts, subtype }) {
  return thread === undefined || thread === ts || subtype === 'thread_broadcast';
}

function merged(messages, ephemeral) {
  return [...messages, ...ephemeral].sort((a, b) => (a.ts < b.ts ? -1 : 1));
}

function emptyChannel({ words, channelName }, place) {
  return el('div', { class: 'empty' }, [
    el('img', { class: 'empty-mark', src: 'icon.svg', alt: '' }),
    el('p', {}, words.empty(channelName(place))),
    el('p', { class: 'quiet' }, words.emptyHint),
  ]);
}
