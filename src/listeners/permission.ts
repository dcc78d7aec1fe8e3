import type { SlackMessage } from '../blocks/message.ts';
import { mayNotActNotice } from '../blocks/notices.ts';
import type { Asker, Services } from './services.ts';

/** Undefined for a person who may do this; else what they are told. A refusal is logged. `act` is a word for the log. */
export async function refused(
  { user, locale }: Asker,
  act: string,
  { people, logger }: Services,
): Promise<SlackMessage | undefined> {
  const may = await people.mayAct(user);
  if (may === 'yes') return undefined;
  logger.warn('refused', { user, act, may });
  return mayNotActNotice(may, people.hasResponders, locale);
}
