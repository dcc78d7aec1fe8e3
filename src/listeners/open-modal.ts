import { loadingModal, type ModalView, noticeModal } from '../blocks/modal.ts';
import { failureNotice } from '../blocks/notices.ts';
import { textAt } from '../core/json.ts';
import { SlackError } from '../core/ports.ts';
import type { Press } from './action.ts';
import { describe } from './answer-command.ts';
import type { Asker, DoorServices, Services } from './services.ts';

/** Opens a modal; on top of the one that it was asked for in. Throws SlackError, `expired_trigger_id` after 3 s. */
export async function openModal(
  press: Pick<Press, 'triggerId'> & Partial<Pick<Press, 'view'>>,
  view: ModalView,
  { call }: DoorServices,
): Promise<string> {
  const args = { trigger_id: press.triggerId, view };
  const answer = await (press.view?.type === 'modal' ? call('views.push', args) : call('views.open', args));
  const id = textAt(answer, 'view', 'id');
  if (id === undefined) throw new SlackError('views.open', 'answer-without-view');
  return id;
}

/** Opens a modal that says that it is being filled, and leaves the rest to the action's `fill` in the worker. */
export async function fillLater(press: Press, title: string, services: DoorServices): Promise<void> {
  const view = await openModal(press, loadingModal(title, press.locale), services);
  const { actionId: action, value, user, name, locale } = press;
  await services.jobs.enqueue({ kind: 'fill', action, value, view, user, name, locale });
}

/** Fills a modal that was opened before, or says in it what went wrong. A modal that was closed meanwhile is nobody's loss. */
export async function fillModal(
  view: string,
  fill: () => Promise<ModalView>,
  { user, locale }: Asker,
  { call, logger }: Services,
): Promise<void> {
  const content = await fill().catch((error: unknown) => {
    logger.error('fill-failed', { user, error: describe(error) });
    return noticeModal(failureNotice(error, locale), locale);
  });
  await call('views.update', { view_id: view, view: content }).catch((error: unknown) => {
    if (!(error instanceof SlackError) || error.code !== 'not_found') throw error;
    logger.info('modal-closed', { user });
  });
}
