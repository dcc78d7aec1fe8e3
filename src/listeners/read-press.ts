import { asText, at, textAt } from '../core/json.ts';
import type { Press } from './action.ts';

/** A press as Slack sends it, without what Slack does not tell: name and language. */
export type Pressed = Omit<Press, 'name' | 'locale'> & { readonly responseUrl: string | undefined };

/**
 * Reads a block_actions payload. Throws on one that names nobody or no action: then it is not from Slack's client.
 * https://docs.slack.dev/reference/interaction-payloads/block_actions-payload
 */
export function readPress(body: unknown): Pressed {
  const user = textAt(body, 'user', 'id');
  const actions = at(body, 'actions');
  const action: unknown = Array.isArray(actions) ? actions[0] : undefined;
  const actionId = textAt(action, 'action_id');
  if (user === undefined || actionId === undefined) throw new Error('A press that names nobody or nothing.');
  const chosen = { actionId: nameOf(actionId), value: chosenIn(action) };
  return {
    user,
    ...(textAt(action, 'type') === 'overflow' ? entryOf(chosen) : chosen),
    triggerId: textAt(body, 'trigger_id') ?? '',
    responseUrl: textAt(body, 'response_url'),
    message: messageOf(body),
    view: viewOf(body),
  };
}

/** Buttons of one kind that stand in one block have something behind a dot, because Slack wants their ids to differ. */
function nameOf(actionId: string): string {
  return actionId.split('.')[0] ?? actionId;
}

/** What was pressed or chosen; empty if it was cleared. */
function chosenIn(action: unknown): string {
  const value = at(action, 'value') ?? at(action, 'selected_option', 'value') ?? at(action, 'selected_user');
  return asText(value) ?? '';
}

/** `show-event:RG-7K3MPQ2A` is a press on `show-event` with the value `RG-7K3MPQ2A`. */
function entryOf(chosen: { readonly actionId: string; readonly value: string }) {
  const colon = chosen.value.indexOf(':');
  return colon < 0
    ? { ...chosen, actionId: chosen.value }
    : { actionId: chosen.value.slice(0, colon), value: chosen.value.slice(colon + 1) };
}

function messageOf(body: unknown): Press['message'] {
  const channel = textAt(body, 'container', 'channel_id');
  const ts = textAt(body, 'container', 'message_ts');
  if (channel === undefined || ts === undefined) return undefined;
  return { channel, ts, unseen: at(body, 'container', 'is_ephemeral') === true };
}

function viewOf(body: unknown): Press['view'] {
  const id = textAt(body, 'view', 'id');
  if (id === undefined) return undefined;
  return {
    id,
    hash: textAt(body, 'view', 'hash') ?? '',
    type: textAt(body, 'view', 'type') === 'home' ? 'home' : 'modal',
    memory: textAt(body, 'view', 'private_metadata') ?? '',
  };
}
