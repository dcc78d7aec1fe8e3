import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { sentence } from '../blocks/message.ts';
import { answerCommand, describe } from './answer-command.ts';
import { answerPress } from './answer-press.ts';
import type { DoorServices } from './services.ts';

/** The one slash command; what follows it is a word of `commands/`. */
export const slashCommand = '/rootguard';

/** Connects Slack's requests to the listeners. Whatever else Slack sends is acknowledged and logged, not left to time out. */
export function register(app: App, services: DoorServices): void {
  app.command(slashCommand, async ({ command, ack }) => {
    const { text, user_id: user, response_url: responseUrl, channel_id: channel } = command;
    await ack(await answerCommand({ text, user, responseUrl, channel }, services));
  });

  app.command(/^(?!\/rootguard$)/, async ({ ack }) => {
    await ack(sentence(`RootGuard answers to \`${slashCommand}\` only.`));
  });

  app.action<BlockAction<ButtonAction>>({ type: 'block_actions' }, async ({ action, body, ack }) => {
    await ack();
    await answerPress(
      {
        actionId: action.action_id,
        value: action.value ?? '',
        user: body.user.id,
        triggerId: body.trigger_id,
        responseUrl: body.response_url,
      },
      services,
    );
  });

  app.view(/.*/, async ({ ack, body }) => {
    services.logger.warn('unknown-view', { type: body.type });
    await ack();
  });

  app.shortcut(/.*/, async ({ ack, body }) => {
    services.logger.warn('unknown-shortcut', { type: body.type });
    await ack();
  });

  app.error(async (error) => {
    services.logger.error('listener-failed', { error: describe(error) });
    // Thrown on, so that Slack has its 500 at once: a listener that failed will not answer any more.
    throw error;
  });
}
