import { homeView } from '../blocks/modal.ts';
import { statusReport } from '../blocks/status-report.ts';
import { gatherStatus } from './gather-status.ts';
import type { Services } from './services.ts';

/** Draws the App Home of one person, in their language, from what is stored. Throws SlackError or StoreError. */
export async function publishHome(user: string, services: Services): Promise<void> {
  const { locale } = await services.people.profile(user);
  const { blocks } = statusReport(await gatherStatus(services), locale);
  await services.call('views.publish', { user_id: user, view: homeView(blocks) });
}
