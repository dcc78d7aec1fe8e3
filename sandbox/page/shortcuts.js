import { pickShortcut } from './acts.js';
import { press } from './elements.js';
import { drawMenu } from './menu.js';

/**
 * The menu of shortcuts on a message, or beside the composer. Undefined where the app has none: Slack then shows no entry
 * of the app either. https://docs.slack.dev/interactivity/implementing-shortcuts
 */
export function shortcutMenu(type, scope, reader, message) {
  const offered = reader.shortcuts.filter((shortcut) => shortcut.type === type);
  if (offered.length === 0) return undefined;
  const options = offered.map(({ name, callbackId }) => ({
    text: { type: 'plain_text', text: name },
    value: callbackId,
  }));
  const act = (_, callbackId) => pickShortcut(callbackId, message);
  return drawMenu({ action_id: `shortcuts-${type}`, options }, { reader, scope, act }, press);
}
