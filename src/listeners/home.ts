import { homeBoard } from '../blocks/home-board.ts';
import { gatherHome } from './gather-home.ts';
import type { Services } from './services.ts';

/**
 * Draws a page of the App Home of one person, in their language, from what is stored. Pages count from 0. Throws SlackError
 * or StoreError.
 */
export async function publishHome(user: string, services: Services, page = 0): Promise<void> {
  const { locale } = await services.people.profile(user);
  const view = homeBoard(await gatherHome(services, page, locale), locale);
  await services.call('views.publish', { user_id: user, view });
}
