import type { SlackMessage } from '../blocks/message.ts';
import type { Asker, DoorServices } from './services.ts';

/** One button. Its file name is its action_id. */
export interface Action {
  /** Returns what only the person who pressed is told, or undefined where the card says it all. */
  readonly press: (press: Press, services: DoorServices) => Promise<SlackMessage | undefined>;
}

/** A press on a button. */
export interface Press extends Asker {
  /** The button's value: an incident id. It was ours, but it comes from outside. */
  readonly value: string;
  /** Opens one modal within three seconds. */
  readonly triggerId: string;
  /** Where a later answer goes; missing on presses in modals and App Home. */
  readonly responseUrl: string | undefined;
}

/** Types an action; does nothing at run time. */
export function defineAction(action: Action): Action {
  return action;
}
