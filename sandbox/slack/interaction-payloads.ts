import type { JsonObject } from '../../src/core/json.ts';
import { apiMessage } from './messages.ts';
import { commonFields, viewField } from './payload-parts.ts';
import type { SlackMessage, View } from './types.ts';
import type { Channel, Workspace } from './workspace.ts';

/** A block_actions payload from a message, with what people chose in it so far. */
export function messageActionsPayload(
  workspace: Workspace,
  given: {
    readonly user: string;
    readonly channel: Channel;
    readonly message: SlackMessage;
    readonly state: JsonObject;
    readonly actions: readonly JsonObject[];
    readonly responseUrl: string;
    readonly triggerId: string;
  },
): JsonObject {
  const { channel, message } = given;
  const unseen = message.is_ephemeral === true;
  return {
    type: 'block_actions',
    ...commonFields(workspace, given.user),
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: unseen,
      ...(message.thread_ts !== undefined && { thread_ts: message.thread_ts }),
    },
    trigger_id: given.triggerId,
    channel: { id: channel.id, name: channel.name },
    // Slack keeps no copy of ephemeral messages, so it cannot send one back.
    ...(!unseen && { message: apiMessage(message, true) }),
    state: { values: given.state },
    response_url: given.responseUrl,
    actions: given.actions,
  };
}

/** A block_actions payload from a modal or a home. */
export function viewActionsPayload(
  workspace: Workspace,
  given: {
    readonly user: string;
    readonly view: View;
    readonly actions: readonly JsonObject[];
    readonly triggerId: string;
  },
): JsonObject {
  return {
    type: 'block_actions',
    ...commonFields(workspace, given.user),
    container: { type: 'view', view_id: given.view.id },
    trigger_id: given.triggerId,
    view: viewField(workspace, given.view),
    actions: given.actions,
  };
}

/** A view_submission or view_closed payload. */
export function viewPayloadOf(
  workspace: Workspace,
  given: { readonly user: string; readonly view: View } & (
    | { readonly type: 'view_submission'; readonly triggerId: string }
    | { readonly type: 'view_closed'; readonly isCleared: boolean }
  ),
): JsonObject {
  return {
    type: given.type,
    ...commonFields(workspace, given.user),
    ...(given.type === 'view_submission' && { trigger_id: given.triggerId, response_urls: [] }),
    ...(given.type === 'view_closed' && { is_cleared: given.isCleared }),
    view: viewField(workspace, given.view),
  };
}
