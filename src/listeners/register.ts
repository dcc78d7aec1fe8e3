import type { App, ViewResponseAction } from '@slack/bolt';
import { sentence } from '../blocks/message.ts';
import { answerCommand, describe } from './answer-command.ts';
import { answerPress } from './answer-press.ts';
import { answerShortcut } from './answer-shortcut.ts';
import { answerView } from './answer-view.ts';
import { publishHome } from './home.ts';
import { readPress } from './read-press.ts';
import type { DoorServices } from './services.ts';

/** The one slash command; what follows it is a word of `commands/`. */
export const slashCommand = '/rootguard';

/** Connects Slack's requests to the listeners. Whatever else Slack sends is acknowledged and logged, not left to time out. */
export function register(app: App, services: DoorServices): void {
  app.command(slashCommand, async ({ command, ack }) => {
    const { text, user_id: user, response_url: responseUrl, trigger_id: triggerId } = command;
    const { channel_id: channel } = command;
    await ack(await answerCommand({ text, user, responseUrl, triggerId, channel }, services));
  });

  app.command(/^(?!\/rootguard$)/, async ({ ack }) => {
    await ack(sentence(`RootGuard answers to \`${slashCommand}\` only.`));
  });

  app.action({ type: 'block_actions' }, async ({ body, ack }) => {
    await ack();
    await answerPress(readPress(body), services);
  });

  app.view({ type: 'view_submission' }, async ({ ack, body }) => {
    // Bolt's type knows each response_action; what answerView makes is held to them by the local Slack's rules.
    await ack((await answerView(body, services)) as ViewResponseAction | undefined);
  });

  // Nothing asks to be told of a closed modal, but an answer costs nothing.
  app.view({ type: 'view_closed' }, async ({ ack }) => await ack());

  app.shortcut(/.*/, async ({ ack, body }) => {
    await ack();
    await answerShortcut(body, services);
  });

  app.event('app_home_opened', async ({ event }) => {
    if (event.tab === 'home') await publishHome(event.user, services);
  });

  app.error(async (error) => {
    services.logger.error('listener-failed', { error: describe(error) });
    // Thrown on, so that Slack has its 500 at once: a listener that failed will not answer any more.
    throw error;
  });
}
