import type { SlackMessage } from '../blocks/message.ts';
import { noticeModal } from '../blocks/modal.ts';
import { describe } from './answer-command.ts';
import type { Asker, DoorServices } from './services.ts';

/** Where a person can be told something: at the response_url if there is one, else in a modal. */
export interface Ear extends Asker {
  /** Missing on presses in modals and Home, and on global shortcuts. */
  readonly responseUrl: string | undefined;
  readonly triggerId: string;
  /** True for a press in a modal: then the notice is laid on top of it. */
  readonly inModal: boolean;
}

/** Tells one person something in private. Never throws: what cannot be told is logged. `about` is a word for the log. */
export async function tell(
  ear: Ear,
  notice: SlackMessage,
  about: string,
  { call, respond, logger }: DoorServices,
): Promise<void> {
  const { responseUrl, triggerId, inModal, user, locale } = ear;
  try {
    if (responseUrl !== undefined) return await respond(responseUrl, notice);
    const view = { trigger_id: triggerId, view: noticeModal(notice, locale) };
    await (inModal ? call('views.push', view) : call('views.open', view));
  } catch (error) {
    logger.error('notice-lost', { about, user, error: describe(error) });
  }
}
