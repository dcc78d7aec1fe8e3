import { noticeModal } from '../blocks/modal.ts';
import { failureNotice, notYourFormNotice, staleFormNotice } from '../blocks/notices.ts';
import { asObject, at, type JsonObject, textAt } from '../core/json.ts';
import { describe } from './answer-command.ts';
import { refused } from './permission.ts';
import type { Asker, DoorServices } from './services.ts';
import { readValues } from './values.ts';
import type { Submission, ViewAnswer } from './view.ts';
import { views } from './views/index.generated.ts';

/**
 * The body of the 200 for a view_submission: empty to close the modal, else a response_action. Never throws: Slack
 * would only say that it "had some trouble connecting".
 */
export async function answerView(body: unknown, services: DoorServices): Promise<JsonObject | undefined> {
  const user = textAt(body, 'user', 'id');
  const id = textAt(body, 'view', 'callback_id') ?? '';
  if (user === undefined) throw new Error('A submission that names nobody.');
  const asker = { user, ...(await services.people.profile(user)) };
  try {
    return inSlacksWords(await answer(id, asker, body, services), asker);
  } catch (error) {
    services.logger.error('submission-failed', { view: id.slice(0, 80), user, error: describe(error) });
    return inSlacksWords({ tell: failureNotice(error, asker.locale) }, asker);
  }
}

async function answer(id: string, asker: Asker, body: unknown, services: DoorServices): Promise<ViewAnswer> {
  const view = Object.hasOwn(views, id) ? views[id] : undefined;
  if (view === undefined) {
    services.logger.warn('unknown-view', { view: id.slice(0, 80), user: asker.user });
    return 'stale';
  }
  const memory = remembered(body);
  if (textAt(memory, 'by') !== asker.user) {
    services.logger.warn('refused', { user: asker.user, act: `submit ${id}`, may: 'another-person' });
    return { tell: notYourFormNotice(asker.locale) };
  }
  const refusal = view.who === 'responders' ? await refused(asker, `submit ${id}`, services) : undefined;
  if (refusal !== undefined) return { tell: refusal };
  const submission: Submission = {
    ...asker,
    memory,
    values: readValues(at(body, 'view', 'state', 'values')),
    viewId: textAt(body, 'view', 'id') ?? '',
    triggerId: textAt(body, 'trigger_id') ?? '',
  };
  return await view.submit(submission, services);
}

/** private_metadata is a text that comes from outside. */
function remembered(body: unknown): JsonObject | undefined {
  try {
    return asObject(JSON.parse(textAt(body, 'view', 'private_metadata') ?? ''));
  } catch {
    return undefined;
  }
}

function inSlacksWords(answer: ViewAnswer, { locale }: Asker): JsonObject | undefined {
  if (answer === 'close') return undefined;
  if (answer === 'stale') return inSlacksWords({ tell: staleFormNotice(locale) }, { locale } as Asker);
  if ('errors' in answer) return { response_action: 'errors', errors: answer.errors };
  const view = 'tell' in answer ? noticeModal(answer.tell, locale) : answer.update;
  return { response_action: 'update', view };
}
