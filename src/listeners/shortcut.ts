import type { SlackMessage } from '../blocks/message.ts';
import type { Asker, DoorServices } from './services.ts';

/**
 * One shortcut. Its file name is its callback_id; manifest.yml gives it its name and says whether it stands in a
 * message's menu (`message`) or in the search and the "+" menu (`global`).
 */
export interface Shortcut {
  readonly on: 'message' | 'global';
  /**
   * Returns what only the person who picked it is told. On a global shortcut there is no channel to tell it in: a
   * modal shows it.
   */
  readonly run: (picked: Picked, services: DoorServices) => Promise<SlackMessage | undefined>;
}

/** A picked shortcut. */
export interface Picked extends Asker {
  /** Opens one modal within 3 s. */
  readonly triggerId: string;
  /** The message that it was picked on; undefined for a global shortcut. All of it comes from outside. */
  readonly message: PickedMessage | undefined;
}

/** A message in a channel or in a thread. */
export interface PickedMessage {
  readonly channel: string;
  readonly ts: string;
  /** The thread's first message, where it is a reply. */
  readonly threadTs: string | undefined;
  /** The Slack user who wrote it; undefined for an app. */
  readonly author: string | undefined;
  readonly text: string;
}

/** Types a shortcut; does nothing at run time. */
export function defineShortcut(shortcut: Shortcut): Shortcut {
  return shortcut;
}
