import type { JsonObject } from '../../src/core/json.ts';
import { escapedText } from './escaped-text.ts';
import { slackId } from './ids.ts';
import { apiMessage } from './messages.ts';
import { commonFields, verificationToken } from './payload-parts.ts';
import type { SlackMessage } from './types.ts';
import type { Channel, Workspace } from './workspace.ts';

/**
 * The bodies that Slack sends. Field lists: https://docs.slack.dev/interactivity/implementing-slash-commands,
 * https://docs.slack.dev/reference/interaction-payloads, https://docs.slack.dev/apis/events-api.
 * None of them tells the person's locale: that is what users.info is for.
 */
export function slashPayload(
  workspace: Workspace,
  given: {
    readonly user: string;
    readonly channel: Channel;
    readonly command: string;
    readonly text: string;
    readonly responseUrl: string;
    readonly triggerId: string;
  },
): Readonly<Record<string, string>> {
  const { seed } = workspace;
  return {
    token: verificationToken(seed),
    team_id: seed.team.id,
    team_domain: seed.team.domain,
    channel_id: given.channel.id,
    channel_name: given.channel.kind === 'private' ? 'privategroup' : given.channel.name,
    user_id: given.user,
    user_name: workspace.user(given.user).name,
    command: given.command,
    text: escapedText(workspace, given.text),
    api_app_id: seed.app.id,
    is_enterprise_install: 'false',
    response_url: given.responseUrl,
    trigger_id: given.triggerId,
  };
}

/** A global shortcut, or a message shortcut with its message. */
export function shortcutPayload(
  workspace: Workspace,
  given: {
    readonly user: string;
    readonly callbackId: string;
    readonly triggerId: string;
    readonly on?: { readonly channel: Channel; readonly message: SlackMessage; readonly responseUrl: string };
  },
): JsonObject {
  const { on } = given;
  return {
    type: on === undefined ? 'shortcut' : 'message_action',
    ...commonFields(workspace, given.user),
    action_ts: workspace.nextTs(),
    callback_id: given.callbackId,
    trigger_id: given.triggerId,
    ...(on !== undefined && {
      message_ts: on.message.ts,
      channel: { id: on.channel.id, name: on.channel.name },
      message: apiMessage(on.message, true),
      response_url: on.responseUrl,
    }),
  };
}

/** An Events API callback around an event. */
export function eventPayload(workspace: Workspace, event: JsonObject): JsonObject {
  const { seed, clock } = workspace;
  return {
    token: verificationToken(seed),
    team_id: seed.team.id,
    api_app_id: seed.app.id,
    event: { ...event, event_ts: workspace.nextTs() },
    type: 'event_callback',
    event_id: slackId('Ev'),
    event_time: Math.floor(clock.now() / 1_000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: seed.team.id,
        user_id: seed.bot.userId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
  };
}
