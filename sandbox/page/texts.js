import { withEmoji } from './emoji.js';
import { mrkdwn } from './mrkdwn.js';

/** A text object as nodes. Plain text knows neither marks nor mentions, only emoji. */
export function textOf(object, reader) {
  if (object === undefined) return [];
  if (object.type === 'mrkdwn') return mrkdwn(object.text, reader, { verbatim: object.verbatim === true });
  return [object.emoji === false ? object.text : withEmoji(object.text)];
}
