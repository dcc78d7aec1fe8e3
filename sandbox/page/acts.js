import { post } from './api.js';
import { looking } from './looking.js';
import { clearTrouble, explained, showTrouble } from './trouble.js';

/**
 * Does something that may fail, and shows the failure. Returns the answer, or undefined if it failed; never throws,
 * so that a button can wait for it.
 */
export async function attempt(step) {
  try {
    const answer = await step();
    if (answer?.error === undefined) clearTrouble();
    else showTrouble(explained(answer));
    return answer?.error === undefined ? (answer ?? {}) : undefined;
  } catch (error) {
    showTrouble(error.message);
    return undefined;
  }
}

/** Presses something in a message. */
export function pressInMessage({ channel, ts }, element, value) {
  const { user } = looking();
  return send('slack/action', { user, channel, message_ts: ts, action_id: element.action_id, value });
}

/** Presses something in a modal or in Home. */
export function pressInView({ id }, element, value) {
  return send('slack/action', { user: looking().user, view_id: id, action_id: element.action_id, value });
}

/** Picks a shortcut, on a message or anywhere. */
export function pickShortcut(callbackId, message) {
  const { user, place } = looking();
  const channel = message?.channel ?? (place === 'app' ? undefined : place);
  return send('slack/shortcut', { user, callback_id: callbackId, channel, message_ts: message?.ts });
}

/** Types a command. */
export function type(text) {
  const { user, place } = looking();
  return send('slack/command', { user, channel: place === 'app' ? undefined : place, text });
}

/** Submits a modal. `values` are by block_id and action_id. */
export function submit({ id }, values) {
  return send('slack/submit', { user: looking().user, view_id: id, values });
}

/** Closes a modal. */
export function close({ id }) {
  return send('slack/close', { user: looking().user, view_id: id });
}

function send(path, body) {
  return attempt(() => post(path, body));
}
