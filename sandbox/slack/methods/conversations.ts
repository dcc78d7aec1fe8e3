import type { JsonObject } from '../../../src/core/json.ts';
import { flagArgument, numberArgument, requiredText, textArgument, tsArgument } from '../arguments.ts';
import { limits } from '../limits.ts';
import { isSet } from '../message-content.ts';
import { apiMessage, findMessage, isTopLevel } from '../messages.ts';
import { SlackRefusal } from '../refusal.ts';
import type { SlackMessage } from '../types.ts';
import type { Channel } from '../workspace.ts';
import { botIsIn, conversation, type Method, type MethodCall, readable } from './call.ts';

/** conversations.*: https://docs.slack.dev/reference/methods?family=conversations */
export const conversationMethods: Readonly<Record<string, Method>> = {
  'conversations.history': history,
  'conversations.replies': replies,
  'conversations.info': info,
  'conversations.open': open,
};

/** Newest first, top level only. https://docs.slack.dev/reference/methods/conversations.history */
function history(call: MethodCall): JsonObject {
  const channel = readable(call);
  const messages = channel.messages.map(({ current }) => current).filter(isTopLevel);
  const page = pageOf(call, inRange(call, messages.toReversed()));
  return { ...page, pin_count: 0, channel_actions_ts: null, channel_actions_count: 0 };
}

/** The parent, then its replies, oldest first. https://docs.slack.dev/reference/methods/conversations.replies */
function replies(call: MethodCall): JsonObject {
  const channel = readable(call);
  const ts = requiredText(call.args, 'ts');
  const parent = findMessage(channel, ts)?.current;
  if (parent === undefined) throw new SlackRefusal('thread_not_found');
  const answers = channel.messages
    .map(({ current }) => current)
    .filter((message) => message.thread_ts === ts && message.ts !== ts);
  return pageOf(call, [parent, ...inRange(call, answers)]);
}

function info(call: MethodCall): JsonObject {
  const channel = conversation(call);
  call.needScope(channel.kind);
  return { channel: described(call, channel) };
}

/** Direct messages with one person only; group direct messages are not played here. */
function open(call: MethodCall): JsonObject {
  const { args, workspace } = call;
  call.needScope('im');
  const existing = textArgument(args, 'channel');
  const users = (textArgument(args, 'users') ?? '').split(',').filter((user) => user !== '');
  if (existing === undefined && users.length === 0) throw new SlackRefusal('users_list_not_supplied');
  if (users.length > 1) throw new SlackRefusal('method_not_supported_for_channel_type');
  const user = existing === undefined ? users[0] : workspace.channels.get(existing)?.partner;
  if (user === undefined) throw new SlackRefusal('channel_not_found');
  if (workspace.findUser(user) === undefined) throw new SlackRefusal('user_not_found');
  if (workspace.left.has(user)) throw new SlackRefusal('user_disabled');
  const { channel, opened } = workspace.directMessage(user);
  const shown = isSet(args, 'return_im') ? described(call, channel) : { id: channel.id };
  return { ...(!opened && { no_op: true, already_open: true }), channel: shown };
}

function described(call: MethodCall, channel: Channel): JsonObject {
  const { kind, id, archived, partner } = channel;
  const common = { id, created: 1_700_000_000, is_archived: archived, is_im: kind === 'im', is_mpim: false };
  if (kind === 'im') return { ...common, user: partner, is_org_shared: false, is_user_deleted: false };
  return {
    ...common,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: kind === 'public',
    is_group: false,
    is_private: kind === 'private',
    is_general: false,
    is_member: botIsIn(call, channel),
    ...(isSet(call.args, 'include_num_members') && { num_members: channel.members.size }),
  };
}

function inRange({ args }: MethodCall, messages: readonly SlackMessage[]): readonly SlackMessage[] {
  const oldest = micros(tsArgument(args, 'oldest', 'invalid_ts_oldest')) ?? Number.NEGATIVE_INFINITY;
  const latest = micros(tsArgument(args, 'latest', 'invalid_ts_latest')) ?? Number.POSITIVE_INFINITY;
  const inclusive = flagArgument(args, 'inclusive') === true;
  return messages.filter(({ ts }) => {
    const time = micros(ts) ?? 0;
    return inclusive ? time >= oldest && time <= latest : time > oldest && time < latest;
  });
}

/** One page. The cursor names the first message of the next page, as Slack's do. */
function pageOf({ args }: MethodCall, messages: readonly SlackMessage[]): JsonObject {
  const { default: usual, max } = limits.historyPage;
  const limit = numberArgument(args, 'limit', { min: 1, max, code: 'invalid_limit' }) ?? usual;
  const cursor = textArgument(args, 'cursor');
  const start = cursor === undefined ? 0 : messages.findIndex(({ ts }) => cursorTo(ts) === cursor);
  if (start < 0) throw new SlackRefusal('invalid_cursor');
  const next = messages[start + limit];
  const withMetadata = isSet(args, 'include_all_metadata');
  return {
    messages: messages.slice(start, start + limit).map((message) => apiMessage(message, withMetadata)),
    has_more: next !== undefined,
    ...(next !== undefined && { response_metadata: { next_cursor: cursorTo(next.ts) } }),
  };
}

function cursorTo(ts: string): string {
  return Buffer.from(`next_ts:${ts.replace('.', '')}`).toString('base64');
}

/** A timestamp in microseconds, which a float64 holds exactly; seconds with a fraction it does not. */
function micros(ts: string | undefined): number | undefined {
  if (ts === undefined) return undefined;
  const [seconds, fraction = ''] = ts.split('.');
  return Number(seconds) * 1_000_000 + Number(fraction.padEnd(6, '0'));
}
