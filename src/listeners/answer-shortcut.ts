import { failureNotice } from '../blocks/notices.ts';
import { textAt } from '../core/json.ts';
import { describe } from './answer-command.ts';
import type { DoorServices } from './services.ts';
import type { PickedMessage } from './shortcut.ts';
import { shortcuts } from './shortcuts/index.generated.ts';
import { tell } from './tell.ts';

/** Does what a shortcut is for, and tells the person who picked it what came of it. Never throws, but for a payload that names nobody. */
export async function answerShortcut(body: unknown, services: DoorServices): Promise<void> {
  const user = textAt(body, 'user', 'id');
  const id = textAt(body, 'callback_id') ?? '';
  const shortcut = Object.hasOwn(shortcuts, id) ? shortcuts[id] : undefined;
  if (user === undefined || shortcut === undefined) {
    services.logger.warn('unknown-shortcut', { shortcut: id.slice(0, 80), user });
    return;
  }
  const asker = { user, ...(await services.people.profile(user)) };
  const triggerId = textAt(body, 'trigger_id') ?? '';
  const notice = await shortcut
    .run({ ...asker, triggerId, message: messageOf(body) }, services)
    .catch((error: unknown) => {
      services.logger.error('shortcut-failed', { shortcut: id, user, error: describe(error) });
      return failureNotice(error, asker.locale);
    });
  if (notice === undefined) return;
  const ear = { ...asker, responseUrl: textAt(body, 'response_url'), triggerId, inModal: false };
  await tell(ear, notice, id, services);
}

function messageOf(body: unknown): PickedMessage | undefined {
  const channel = textAt(body, 'channel', 'id');
  const ts = textAt(body, 'message', 'ts') ?? textAt(body, 'message_ts');
  if (channel === undefined || ts === undefined) return undefined;
  return {
    channel,
    ts,
    threadTs: textAt(body, 'message', 'thread_ts'),
    author: textAt(body, 'message', 'bot_id') === undefined ? textAt(body, 'message', 'user') : undefined,
    text: textAt(body, 'message', 'text') ?? '',
  };
}
