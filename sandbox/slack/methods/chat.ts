import { requiredText } from '../arguments.ts';
import { limits } from '../limits.ts';
import { isSet, type MessageContent, readContent, readMetadata } from '../message-content.ts';
import {
  addEphemeral,
  addMessage,
  apiMessage,
  changeMessage,
  findMessage,
  removeMessage,
} from '../messages.ts';
import { SlackRefusal } from '../refusal.ts';
import type { Channel, StoredMessage } from '../workspace.ts';
import { conversation, type Method, type MethodCall, postable, threadOf } from './call.ts';

/** chat.*: https://docs.slack.dev/reference/methods?family=chat */
export const chatMethods: Readonly<Record<string, Method>> = {
  'chat.postMessage': postMessage,
  'chat.postEphemeral': postEphemeral,
  'chat.update': update,
  'chat.delete': remove,
  'chat.getPermalink': getPermalink,
};

function postMessage(call: MethodCall) {
  const channel = postable(call, { unjoined: true });
  const content = cut(readContent(call.args, { summed: true }));
  const metadata = readMetadata(call.args);
  const threadTs = threadOf(call, channel);
  const message = addMessage(call.workspace, channel, content, {
    broadcast: isSet(call.args, 'reply_broadcast') && threadTs !== undefined,
    ...(threadTs !== undefined && { threadTs }),
    ...(metadata !== undefined && { metadata }),
  });
  return { channel: channel.id, ts: message.ts, message: apiMessage(message, true) };
}

function postEphemeral(call: MethodCall) {
  const { args, workspace } = call;
  const channel = postable(call, { unjoined: false });
  const user = requiredText(args, 'user');
  if (!channel.members.has(user)) throw new SlackRefusal('user_not_in_channel');
  const content = readContent(args, { summed: true });
  if (content.text.length > limits.updateText) throw new SlackRefusal('msg_too_long');
  const threadTs = threadOf(call, channel);
  const message = addEphemeral(workspace, user, channel, content, threadTs === undefined ? {} : { threadTs });
  return { message_ts: message.ts };
}

function update(call: MethodCall) {
  const channel = conversation(call);
  const content = readContent(call.args, { summed: true });
  if (content.text.length > limits.updateText) throw new SlackRefusal('msg_too_long');
  const metadata = readMetadata(call.args);
  const target = ownMessage(call, channel, 'cant_update_message');
  // An archived channel is frozen: https://docs.slack.dev/reference/methods/chat.update#errors
  if (channel.archived) throw new SlackRefusal('is_inactive');
  const message = changeMessage(call.workspace, target, content, metadata);
  return { channel: channel.id, ts: message.ts, text: message.text, message: apiMessage(message, true) };
}

function remove(call: MethodCall) {
  const channel = conversation(call);
  const target = ownMessage(call, channel, 'cant_delete_message');
  removeMessage(call.workspace, channel, target);
  return { channel: channel.id, ts: target.current.ts };
}

function getPermalink(call: MethodCall) {
  const channel = conversation(call);
  const ts = requiredText(call.args, 'message_ts');
  const message = findMessage(channel, ts)?.current;
  if (message === undefined) throw new SlackRefusal('message_not_found');
  const place = `https://${call.workspace.seed.team.domain}.slack.com/archives/${channel.id}/p${ts.replace('.', '')}`;
  const reply = message.thread_ts !== undefined && message.thread_ts !== ts;
  return {
    channel: channel.id,
    permalink: reply ? `${place}?thread_ts=${message.thread_ts}&cid=${channel.id}` : place,
  };
}

/** A message of this bot. Only a bot's own messages can be changed by it. */
function ownMessage(call: MethodCall, channel: Channel, refusal: string): StoredMessage {
  const ts = requiredText(call.args, 'ts');
  const target = findMessage(channel, ts);
  if (target === undefined) throw new SlackRefusal('message_not_found');
  if (target.current.bot_id !== call.workspace.seed.bot.id) throw new SlackRefusal(refusal);
  return target;
}

/** Slack cuts a long text of a new message without a word; only an update is refused. */
function cut(content: MessageContent): MessageContent {
  return { ...content, text: content.text.slice(0, limits.postText) };
}
