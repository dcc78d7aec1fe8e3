import type { SlackMessage } from '../blocks/message.ts';
import { failureNotice } from '../blocks/notices.ts';
import { actions } from './actions/index.generated.ts';
import { describe } from './answer-command.ts';
import type { Pressed } from './read-press.ts';
import type { DoorServices } from './services.ts';
import { tell } from './tell.ts';

/** Does what a button is for, and tells the person who pressed it what came of it. Never throws. */
export async function answerPress(pressed: Pressed, services: DoorServices): Promise<void> {
  const { actionId, user } = pressed;
  const action = Object.hasOwn(actions, actionId) ? actions[actionId] : undefined;
  if (action === undefined) {
    services.logger.warn('unknown-button', { action: actionId.slice(0, 80), user });
    return;
  }
  const { name, locale } = await services.people.profile(user);
  let notice: SlackMessage | undefined;
  try {
    notice = await action.press({ ...pressed, name, locale }, services);
  } catch (error) {
    services.logger.error('press-failed', { action: actionId, user, error: describe(error) });
    notice = failureNotice(error, locale);
  }
  if (notice === undefined) return;
  const ear = { ...pressed, name, locale, inModal: pressed.view?.type === 'modal' };
  await tell(ear, notice, actionId, services);
}
