import { get, post } from './api.js';

/**
 * Everything that one person sees in Slack and in the AWS panel, read anew. `looking` says who, where and which
 * thread; conversations that the person is not in are not read, because Slack would not show them.
 */
export async function readWorld({ user, place, thread }) {
  const state = await get('state');
  const channels = state.channels.filter((channel) => isVisible(channel, user));
  const [messages, ephemeral, views, home, replies, deadLetters, emails] = await Promise.all([
    Promise.all(channels.map(({ id }) => get('slack/messages', { channel: id }))),
    get('slack/ephemeral', { user }),
    get('slack/views', { user }),
    place === 'app' ? get('slack/home', { user }) : null,
    thread === undefined ? [] : get('slack/messages', { channel: thread.channel, thread_ts: thread.ts }),
    get('deadletters'),
    get('aws/emails'),
  ]);
  return {
    ...state,
    channels,
    messages: new Map(channels.map(({ id }, index) => [id, messages[index]])),
    ephemeral,
    views,
    home,
    replies,
    deadLetters,
    emails,
  };
}

/** The detections that can be fired; they do not change while the sandbox runs. */
export function readDetections() {
  return get('detections');
}

/** The app hears that a person opened it. */
export function openHome(user) {
  return post('slack/home', { user });
}

function isVisible({ kind, members }, user) {
  return kind === undefined || kind === 'public' || members.includes(user);
}
