import type { JsonObject } from '../../../src/core/json.ts';
import { requiredText, tsArgument } from '../arguments.ts';
import { findMessage } from '../messages.ts';
import { type ConversationKind, publicPostScope } from '../method-scopes.ts';
import { SlackRefusal } from '../refusal.ts';
import type { Tickets } from '../tickets.ts';
import type { Channel, Workspace } from '../workspace.ts';

/** One authorised call of a Web API method. */
export interface MethodCall {
  readonly method: string;
  readonly args: JsonObject;
  readonly workspace: Workspace;
  readonly tickets: Tickets;
  readonly scopes: ReadonlySet<string>;
  /** The server's own address. */
  readonly origin: () => string;
  /** Throws missing_scope if the token lacks what the method needs for this kind of conversation. */
  needScope(kind: ConversationKind): void;
}

/** Does what a method does and gives its answer without `ok`. Throws a SlackRefusal. */
export type Method = (call: MethodCall) => JsonObject;

/** The conversation of a call, or channel_not_found: also for a private one that the bot is not in, as Slack hides it. */
export function conversation(call: MethodCall): Channel {
  const channel = call.workspace.channels.get(requiredText(call.args, 'channel'));
  return visible(call, channel);
}

/** The conversation that a new message goes to. Throws channel_not_found, is_archived or not_in_channel. */
export function postable(call: MethodCall, options: { readonly unjoined: boolean }): Channel {
  const channel = visible(call, call.workspace.findChannel(requiredText(call.args, 'channel')));
  if (channel.archived) throw new SlackRefusal('is_archived');
  if (channel.kind === 'im' && call.workspace.seed.app.tabs?.messages === false)
    throw new SlackRefusal('messages_tab_disabled');
  if (botIsIn(call, channel)) return channel;
  if (options.unjoined && channel.kind === 'public' && call.scopes.has(publicPostScope)) return channel;
  throw new SlackRefusal('not_in_channel');
}

/** The conversation whose messages are read. Throws channel_not_found, missing_scope or not_in_channel. */
export function readable(call: MethodCall): Channel {
  const channel = conversation(call);
  call.needScope(channel.kind);
  if (!botIsIn(call, channel)) throw new SlackRefusal('not_in_channel');
  return channel;
}

/** The parent of a reply. A reply to a reply goes to the parent's thread, as in Slack. */
export function threadOf(call: MethodCall, channel: Channel): string | undefined {
  const ts = tsArgument(call.args, 'thread_ts', 'invalid_thread_ts');
  if (ts === undefined) return undefined;
  const parent = findMessage(channel, ts)?.current;
  if (parent === undefined) throw new SlackRefusal('thread_not_found');
  return parent.thread_ts ?? parent.ts;
}

/** True if the bot was invited (or it is its own direct message). */
export function botIsIn({ workspace }: MethodCall, channel: Channel): boolean {
  return channel.members.has(workspace.seed.bot.userId);
}

function visible(call: MethodCall, channel: Channel | undefined): Channel {
  if (channel === undefined) throw new SlackRefusal('channel_not_found');
  if (channel.kind === 'private' && !botIsIn(call, channel)) throw new SlackRefusal('channel_not_found');
  return channel;
}
