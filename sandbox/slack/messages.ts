import type { JsonObject } from '../../src/core/json.ts';
import type { MessageContent } from './message-content.ts';
import type { SlackMessage } from './types.ts';
import type { Channel, StoredMessage, Workspace } from './workspace.ts';

/** How many older looks of a message stay pressable. */
const keptVersions = 20;

/** What comes with a message besides its content. */
export interface MessageExtras {
  readonly threadTs?: string;
  readonly broadcast?: boolean;
  readonly metadata?: JsonObject;
  readonly files?: readonly JsonObject[];
}

/** Puts the bot's message into a channel; the thread's parent learns of a reply. */
export function addMessage(
  workspace: Workspace,
  channel: Channel,
  content: MessageContent,
  extras: MessageExtras = {},
): SlackMessage {
  const { threadTs, broadcast, metadata, files } = extras;
  const message: SlackMessage = {
    ...botMessage(workspace, channel, content),
    ...(threadTs !== undefined && { thread_ts: threadTs }),
    ...(broadcast === true && { subtype: 'thread_broadcast' }),
    ...(metadata !== undefined && { metadata }),
    ...(files !== undefined && { files }),
  };
  channel.messages.push(stored(message));
  if (threadTs !== undefined) countReply(channel, threadTs, message.ts);
  workspace.changed();
  return message;
}

/** Shows one person a message that nobody else sees. */
export function addEphemeral(
  workspace: Workspace,
  user: string,
  channel: Channel,
  content: MessageContent,
  extras: { readonly threadTs?: string; readonly from?: 'slackbot' } = {},
): SlackMessage {
  const shown: SlackMessage = {
    ...botMessage(workspace, channel, content),
    is_ephemeral: true,
    ...(extras.threadTs !== undefined && { thread_ts: extras.threadTs }),
  };
  const { bot_id: _bot, app_id: _app, ...anonymous } = shown;
  const message = extras.from === 'slackbot' ? { ...anonymous, user: 'USLACKBOT' } : shown;
  const list = workspace.ephemerals.get(user) ?? [];
  workspace.ephemerals.set(user, [...list, stored(message)]);
  workspace.changed();
  return message;
}

/** Replaces what a message says. Blocks and attachments that are not given are gone; metadata stays unless given. */
export function changeMessage(
  workspace: Workspace,
  target: StoredMessage,
  content: MessageContent,
  metadata?: JsonObject,
): SlackMessage {
  const { blocks, attachments: _, ...rest } = target.current;
  if (blocks !== undefined) target.earlier.unshift(blocks);
  target.earlier.splice(keptVersions);
  target.current = {
    ...rest,
    ...content,
    ...(metadata !== undefined && { metadata }),
    edited: { user: workspace.seed.bot.userId, ts: workspace.nextTs() },
  };
  workspace.changed();
  return target.current;
}

/** Takes a message away. The parent of a thread leaves a tombstone, as its replies stay. */
export function removeMessage(workspace: Workspace, channel: Channel, target: StoredMessage): void {
  const { ts, thread_ts: threadTs, reply_count: replies = 0, latest_reply: latest } = target.current;
  if (replies > 0) {
    target.current = {
      type: 'message',
      subtype: 'tombstone',
      ts,
      channel: channel.id,
      user: 'USLACKBOT',
      text: 'This message was deleted.',
      thread_ts: ts,
      reply_count: replies,
      ...(latest !== undefined && { latest_reply: latest }),
    };
  } else {
    channel.messages.splice(channel.messages.indexOf(target), 1);
    if (threadTs !== undefined) countReply(channel, threadTs);
  }
  workspace.changed();
}

/** The message with this timestamp, or undefined. */
export function findMessage(channel: Channel, ts: string): StoredMessage | undefined {
  return channel.messages.find(({ current }) => current.ts === ts);
}

/** True for what a channel shows outside its threads. */
export function isTopLevel(message: SlackMessage): boolean {
  return (
    message.thread_ts === undefined ||
    message.thread_ts === message.ts ||
    message.subtype === 'thread_broadcast'
  );
}

/** The message as the Web API gives it: without `channel`, and with `metadata` only where it was asked for. */
export function apiMessage(message: SlackMessage, withMetadata: boolean): JsonObject {
  const { channel: _, metadata, ...rest } = message;
  return withMetadata && metadata !== undefined ? { ...rest, metadata } : rest;
}

function botMessage({ seed, nextTs }: Workspace, channel: Channel, content: MessageContent): SlackMessage {
  return {
    type: 'message',
    ts: nextTs(),
    channel: channel.id,
    user: seed.bot.userId,
    bot_id: seed.bot.id,
    app_id: seed.app.id,
    team: seed.team.id,
    ...content,
  };
}

function stored(current: SlackMessage): StoredMessage {
  return { current, earlier: [], chosen: new Map() };
}

function countReply(channel: Channel, parentTs: string, latest?: string): void {
  const parent = findMessage(channel, parentTs);
  if (parent === undefined) return;
  const replies = channel.messages.filter(
    ({ current }) => current.thread_ts === parentTs && current.ts !== parentTs,
  );
  const { latest_reply: before, ...rest } = parent.current;
  const last = latest ?? replies.at(-1)?.current.ts ?? before;
  parent.current = {
    ...rest,
    thread_ts: parentTs,
    reply_count: replies.length,
    ...(last !== undefined && { latest_reply: last }),
  };
}
