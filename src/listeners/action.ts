import type { SlackMessage } from '../blocks/message.ts';
import type { ModalView } from '../blocks/modal.ts';
import type { Asker, DoorServices, WorkerServices } from './services.ts';

/**
 * One button, select, or entry of an overflow menu. Its file name is its action_id, which may go on behind a dot; an entry of an overflow menu has the
 * value `<file name>:<value>`, so that a menu needs no file of its own.
 */
export interface Action {
  /** Returns what only the person who pressed is told, or undefined where the card says it all. */
  readonly press: (press: Press, services: DoorServices) => Promise<SlackMessage | undefined>;
  /** What takes longer than Slack waits: the worker gathers what fills the modal that `press` opened (`fillLater`). */
  readonly fill?: (work: Filling, services: WorkerServices) => Promise<ModalView>;
}

/** A press on a button, or a choice. */
export interface Press extends Asker {
  readonly actionId: string;
  /** The button's value or the chosen option's: an incident id, for example. It was ours, but it comes from outside. */
  readonly value: string;
  /** Opens one modal within three seconds. */
  readonly triggerId: string;
  /** Where a later answer goes; missing on presses in modals and App Home. */
  readonly responseUrl: string | undefined;
  /** The message that it stands in; undefined in modals and in App Home. */
  readonly message: PressedMessage | undefined;
  /** The modal or Home that it stands in. A change of it names the hash, so that a newer state is not overwritten. */
  readonly view: PressedView | undefined;
}

/** A message with a button in it. */
export interface PressedMessage {
  readonly channel: string;
  readonly ts: string;
  /** True if nobody else sees it; nobody can answer below it, either. */
  readonly unseen: boolean;
}

/** A modal or Home as the person saw it. */
export interface PressedView {
  readonly id: string;
  readonly hash: string;
  readonly type: 'modal' | 'home';
  /** private_metadata as it came: from outside. */
  readonly memory: string;
}

/** A press that the worker goes on with. */
export interface Filling extends Asker {
  readonly value: string;
}

/** Types an action; does nothing at run time. */
export function defineAction(action: Action): Action {
  return action;
}
