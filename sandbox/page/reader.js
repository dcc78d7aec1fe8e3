import { wordsFor } from './words.js';

/**
 * The eyes that look at a message: the person's language and zone from their Slack profile, the sandbox's clock, and
 * the names behind ids. Every renderer takes one.
 */
export function readerOf(world, userId) {
  const users = new Map(world.users.map((user) => [user.id, user]));
  const channels = new Map(world.channels.map((channel) => [channel.id, channel.name]));
  const user = users.get(userId);
  const skew = world.clock.now - Date.now();
  return {
    user: userId,
    users: world.users,
    channels: world.channels,
    shortcuts: world.shortcuts,
    locale: user?.locale ?? 'en-US',
    zone: user?.tz,
    words: wordsFor(user?.locale ?? 'en-US'),
    now: () => Date.now() + skew,
    userName: (id) => users.get(id)?.realName ?? id,
    channelName: (id) => channels.get(id) ?? id,
    isDirect: (id) => world.channels.some((channel) => channel.id === id && channel.kind === 'im'),
  };
}
