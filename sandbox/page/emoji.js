/** The emoji that operations channels use. Any other `:name:` stays as it is, as a missing custom emoji does in Slack. */
const emoji = {
  alarm_clock: '⏰',
  bell: '🔔',
  black_circle: '⚫',
  bulb: '💡',
  eyes: '👀',
  fire: '🔥',
  green_circle: '🟢',
  large_blue_circle: '🔵',
  large_green_circle: '🟢',
  large_orange_circle: '🟠',
  large_yellow_circle: '🟡',
  hourglass_flowing_sand: '⏳',
  information_source: 'ℹ️',
  key: '🔑',
  lock: '🔒',
  memo: '📝',
  mag: '🔍',
  no_entry: '⛔',
  red_circle: '🔴',
  rotating_light: '🚨',
  shield: '🛡️',
  tada: '🎉',
  warning: '⚠️',
  white_check_mark: '✅',
  white_circle: '⚪',
  wave: '👋',
  x: '❌',
  zzz: '💤',
  '+1': '👍',
};

/** The text with `:names:` drawn. */
export function withEmoji(text) {
  return text.replace(/:([a-z0-9_+-]+):/g, (typed, name) => emojiNamed(name) ?? typed);
}

/** One emoji by its name, or undefined. */
export function emojiNamed(name) {
  return Object.hasOwn(emoji, name) ? emoji[name] : undefined;
}
